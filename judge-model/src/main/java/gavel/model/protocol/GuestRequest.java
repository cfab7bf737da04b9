package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
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
   * Compiles sources, which are the bodies of the message under their file names.
   *
   * @param language the id of a language, such as {@code cpp}
   * @param files names of bodies: relative paths without {@code .} and {@code ..}
   * @param entrypoint the file or class to start, where the language's own rule is not wanted
   */
  record Compile(
      String id,
      String language,
      List<String> files,
      @Nullable String entrypoint,
      @Nullable LimitsOverride limits)
      implements GuestRequest {
    /** At least one file. */
    public Compile {
      Ids.check(id);
      required("language", language);
      files = List.copyOf(required("files", files));
      require(!files.isEmpty(), "files", "is empty");
      files.forEach(file -> Ids.checkPath("files", file));
    }
  }

  /**
   * Runs an artifact.
   *
   * @param artifact from the result of {@code compile}
   * @param stdin the blob to read; absent: the body {@code stdin}; neither: nothing to read
   * @param stream whether output is also sent as {@code log} messages while it appears
   * @param interactive whether {@code stdin} messages are read, until {@code close_stdin}
   */
  record Run(
      String id,
      String artifact,
      @Nullable List<String> args,
      @Nullable String stdin,
      @Nullable LimitsOverride limits,
      @Nullable Boolean stream,
      @Nullable Boolean interactive)
      implements GuestRequest {
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
    }
  }

  /**
   * Compiles one source and runs it.
   *
   * @param code the source; absent: the body {@code code}
   * @param timeout CPU time of the run
   * @param stdin what the program reads; absent: the body {@code stdin}; neither: nothing
   * @param interactive whether {@code stdin} messages are read, until {@code close_stdin}
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
      @Nullable Boolean interactive)
      implements GuestRequest {
    /** A run whose input is complete. */
    public Execute(
        String id,
        String language,
        @Nullable String code,
        @Nullable Duration timeout,
        @Nullable ByteSize memoryLimit,
        @Nullable String stdin,
        @Nullable LimitsOverride limits,
        @Nullable Boolean stream) {
      this(id, language, code, timeout, memoryLimit, stdin, limits, stream, null);
    }

    /** The language must be there. */
    public Execute {
      Ids.check(id);
      required("language", language);
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

  /** Ends the request of that id and everything it started. */
  record Cancel(String id, String target) implements GuestRequest {
    /** The target must be there. */
    public Cancel {
      Ids.check(id);
      required("target", target);
    }
  }

  /** Checks of the values that several requests have. */
  final class Ids {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_ID = 128;
    private static final int MAX_PATH = 255;

    private Ids() {}

    static void check(@Nullable String id) {
      String present = required("id", id);
      require(
          !present.isEmpty() && present.length() <= MAX_ID,
          "id",
          "must have 1 to " + MAX_ID + " characters");
    }

    static void checkSha256(String field, String hash) {
      require(
          SHA256.matcher(required(field, hash)).matches(),
          field,
          "is not a SHA-256 in 64 lower-case hexadecimal digits");
    }

    static void checkPath(String field, String path) {
      boolean sound =
          !path.isEmpty() && path.length() <= MAX_PATH && path.chars().noneMatch(c -> c < ' ');
      for (String name : path.split("/", -1)) {
        sound &= !name.isEmpty() && !name.equals(".") && !name.equals("..");
      }
      require(sound, field, "has a file name that cannot be used here: '" + path + "'");
    }
  }
}
