package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked of a guest executor; see {@code docs/protocol.md} for each in bytes. */
public sealed interface GuestRequest {
  /** Chosen by the asker: 1 to 128 characters, unique among the requests in flight. */
  String id();

  /** Agrees on a version: the answer names the one that will be spoken. */
  record Hello(String id, int protocol) implements GuestRequest {
    /** The id must be there. */
    public Hello {
      Ids.check(id);
      require(protocol >= 1, "protocol", "must be at least 1");
    }
  }

  /** Whether the executor lives. */
  record HealthCheck(String id) implements GuestRequest {
    /** The id must be there. */
    public HealthCheck {
      Ids.check(id);
    }
  }

  /** What the executor has and how much of it is in use. */
  record ReportStatus(String id) implements GuestRequest {
    /** The id must be there. */
    public ReportStatus {
      Ids.check(id);
    }
  }

  /** Stores the body {@code blob}, whose SHA-256 this is, for runs to read as their input. */
  record PutBlob(String id, String sha256) implements GuestRequest {
    /** The hash is 64 lower-case hexadecimal digits. */
    public PutBlob {
      Ids.check(id);
      Ids.checkSha256("sha256", sha256);
    }
  }

  /** Which of these blobs are stored. */
  record HasBlob(String id, List<String> sha256) implements GuestRequest {
    /** Each hash is 64 lower-case hexadecimal digits. */
    public HasBlob {
      Ids.check(id);
      sha256 = List.copyOf(required("sha256", sha256));
      sha256.forEach(each -> Ids.checkSha256("sha256", each));
    }
  }

  /**
   * Compiles sources. They are the bodies under the names of {@code files}, the text {@code code},
   * the body {@code code}, or what is packed in the body {@code archive}.
   *
   * @param language the id of a language, such as {@code cpp}
   * @param files names of bodies: relative paths without {@code .} and {@code ..}
   * @param entrypoint the file or class to start, where the language's own rule is not wanted
   * @param code the only source, which gets the name that the language gives to one without
   * @param archive how the body {@code archive} is packed
   * @param flags further words for the compiler, where the language has a place for them
   */
  record Compile(
      String id,
      String language,
      @Nullable List<String> files,
      @Nullable String entrypoint,
      @Nullable LimitsOverride limits,
      @Nullable String code,
      @Nullable ArchiveFormat archive,
      @Nullable List<String> flags)
      implements GuestRequest {
    /** Sources come in one way. */
    public Compile {
      Ids.check(id);
      required("language", language);
      files = SourceFields.check(files, code, archive);
      flags = flags == null ? null : WordFields.check("flags", flags);
    }

    /** With the language's own words alone. */
    public Compile(
        String id,
        String language,
        @Nullable List<String> files,
        @Nullable String entrypoint,
        @Nullable LimitsOverride limits,
        @Nullable String code,
        @Nullable ArchiveFormat archive) {
      this(id, language, files, entrypoint, limits, code, archive, null);
    }

    /** Sources that are bodies under their names. */
    public Compile(
        String id,
        String language,
        List<String> files,
        @Nullable String entrypoint,
        @Nullable LimitsOverride limits) {
      this(id, language, files, entrypoint, limits, null, null);
    }
  }

  /**
   * Runs an artifact.
   *
   * @param artifact from the result of {@code compile}
   * @param stdin the blob to read; absent: the body {@code stdin}; neither: nothing to read
   * @param stream whether output is also sent as {@code log} messages while it appears
   * @param interactive whether {@code stdin} messages are read, until {@code close_stdin}
   * @param files what lies in its working directory beside the artifact's own
   * @param collect what of that directory is wanted in the end
   * @param writable whether it can write there
   * @param role whose program it is; absent: a contestant's
   */
  record Run(
      String id,
      String artifact,
      @Nullable List<String> args,
      @Nullable String stdin,
      @Nullable LimitsOverride limits,
      @Nullable Boolean stream,
      @Nullable Boolean interactive,
      @Nullable List<RunFile> files,
      @Nullable List<CollectFile> collect,
      @Nullable Boolean writable,
      @Nullable Role role)
      implements GuestRequest {
    /** A run of the artifact alone. */
    public Run(
        String id,
        String artifact,
        @Nullable List<String> args,
        @Nullable String stdin,
        @Nullable LimitsOverride limits,
        @Nullable Boolean stream,
        @Nullable Boolean interactive) {
      this(id, artifact, args, stdin, limits, stream, interactive, null, null, null, null);
    }

    /** A run whose input is complete. */
    public Run(
        String id,
        String artifact,
        @Nullable List<String> args,
        @Nullable String stdin,
        @Nullable LimitsOverride limits,
        @Nullable Boolean stream) {
      this(id, artifact, args, stdin, limits, stream, null);
    }

    /** The artifact must be there. */
    public Run {
      Ids.check(id);
      required("artifact", artifact);
      args = args == null ? List.of() : List.copyOf(args);
      if (stdin != null) {
        Ids.checkSha256("stdin", stdin);
      }
      files = WorkspaceFields.files(files);
      collect = WorkspaceFields.collect(collect, writable);
    }
  }

  /**
   * Compiles and runs. Sources come as in {@link Compile}; none of their bodies is called {@code
   * stdin}.
   *
   * @param code the source; absent: the body {@code code}, the files or the archive
   * @param timeout CPU time of the run
   * @param stdin what the program reads; absent: the body {@code stdin}; neither: nothing
   * @param interactive whether {@code stdin} messages are read, until {@code close_stdin}
   * @param flags further words for the compiler, where the language has a place for them
   */
  record Execute(
      String id,
      String language,
      @Nullable String code,
      @JsonProperty("timeout_ms") @Nullable Duration timeout,
      @JsonProperty("memory_limit_bytes") @Nullable ByteSize memoryLimit,
      @Nullable String stdin,
      @Nullable LimitsOverride limits,
      @Nullable Boolean stream,
      @Nullable List<String> files,
      @Nullable ArchiveFormat archive,
      @Nullable String entrypoint,
      @Nullable Boolean interactive,
      @Nullable List<String> flags)
      implements GuestRequest {
    /** The language must be there. */
    public Execute {
      Ids.check(id);
      required("language", language);
      flags = flags == null ? null : WordFields.check("flags", flags);
      files = SourceFields.check(files, code, archive);
      require(
          files == null || !files.contains("stdin"),
          "files",
          "has a file called stdin, as the input is; give it another name or send an archive");
    }

    /** One source, started by the language's rule, whose input is complete. */
    public Execute(
        String id,
        String language,
        @Nullable String code,
        @Nullable Duration timeout,
        @Nullable ByteSize memoryLimit,
        @Nullable String stdin,
        @Nullable LimitsOverride limits,
        @Nullable Boolean stream) {
      this(
          id,
          language,
          code,
          timeout,
          memoryLimit,
          stdin,
          limits,
          stream,
          null,
          null,
          null,
          null,
          null);
    }
  }

  /**
   * Runs a command of an operator, outside of every sandbox and with the executor's own rights.
   *
   * @param env beside what every command gets
   * @param cwd where it starts; absent: the root directory
   * @param stdin what it reads; absent: the body {@code stdin}; neither: nothing
   * @param timeout by the wall clock; absent: a minute
   * @param stream whether output is also sent as {@code log} messages while it appears
   */
  record Exec(
      String id,
      List<String> argv,
      @Nullable Map<String, String> env,
      @Nullable String cwd,
      @Nullable String stdin,
      @JsonProperty("timeout_ms") @Nullable Duration timeout,
      @Nullable Boolean stream)
      implements GuestRequest {
    /** There must be a program to start. */
    public Exec {
      Ids.check(id);
      argv = CommandFields.argv(argv);
      env = CommandFields.env(env);
      CommandFields.checkDirectory(cwd);
      CommandFields.checkTimeout(timeout);
    }
  }

  /**
   * Gives the guest's network card an address; what it had before goes.
   *
   * @param device the card; absent: {@code eth0}
   * @param prefix how many bits of the address are the network's
   * @param gateway for everything that is not in that network; absent: nothing else is reached
   * @param dns name servers, at most three
   */
  record ConfigureNetwork(
      String id,
      @JsonProperty("interface") @Nullable String device,
      String address,
      int prefix,
      @Nullable String gateway,
      @Nullable List<String> dns)
      implements GuestRequest {
    /** Addresses are literal ones that fit together. */
    public ConfigureNetwork {
      Ids.check(id);
      NetworkFields.checkCard(device);
      NetworkFields.checkAddress(address, prefix);
      NetworkFields.checkGateway(gateway, address, prefix);
      dns = NetworkFields.servers(dns);
    }
  }

  /** Sets the clock of the guest, which stood still while the guest did. */
  record SetClock(String id, @JsonProperty("now_at") Instant now) implements GuestRequest {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** A time that a clock could show. */
    public SetClock {
      Ids.check(id);
      required("now_at", now);
      require(
          now.isAfter(EARLIEST) && now.isBefore(LATEST),
          "now_at",
          "is not between the years 2000 and 2200");
    }
  }

  /** Ends everything in the guest, and the guest. */
  record PowerOff(String id) implements GuestRequest {
    /** The id must be there. */
    public PowerOff {
      Ids.check(id);
    }
  }

  /**
   * Gives an interactive run something to read; done when it is in the program's pipe.
   *
   * @param target the id of the run
   * @param text what to read; absent: the body {@code stdin}
   */
  record Stdin(String id, String target, @Nullable String text) implements GuestRequest {
    /** The target must be there. */
    public Stdin {
      Ids.check(id);
      required("target", target);
    }
  }

  /** Lets an interactive run see the end of its input, behind what it was given. */
  record CloseStdin(String id, String target) implements GuestRequest {
    /** The target must be there. */
    public CloseStdin {
      Ids.check(id);
      required("target", target);
    }
  }

  /**
   * Runs two programs that read each what the other writes.
   *
   * @param transcript how much of what they say is kept; absent: none, and they are joined directly
   */
  record Interact(
      String id,
      InteractSide contestant,
      InteractSide interactor,
      @JsonProperty("transcript_bytes") @Nullable ByteSize transcript)
      implements GuestRequest {
    private static final ByteSize MOST = ByteSize.ofMiB(256);

    /** Both sides must be there. */
    public Interact {
      Ids.check(id);
      required("contestant", contestant);
      required("interactor", interactor);
      require(
          transcript == null || transcript.compareTo(MOST) <= 0,
          "transcript_bytes",
          "must be at most " + MOST.bytes());
    }
  }

  /** Ends the request of that id and everything it started. */
  record Cancel(String id, String target) implements GuestRequest {
    /** The target must be there. */
    public Cancel {
      Ids.check(id);
      required("target", target);
    }
  }
}
