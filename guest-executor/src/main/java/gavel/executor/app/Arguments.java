package gavel.executor.app;

import gavel.executor.listen.Endpoint;
import gavel.executor.listen.Endpoint.Device;
import gavel.executor.listen.Endpoint.StandardStreams;
import gavel.executor.listen.Endpoint.UnixSocket;
import gavel.executor.listen.Endpoint.VsockPort;
import gavel.executor.store.CacheBounds;
import gavel.model.ByteSize;
import gavel.vsock.Vsock;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands on the command line. */
sealed interface Arguments {
  /** How to call this program. */
  String USAGE =
      """
      usage: gavel-executor --socket PATH --state-dir DIR [--slots N] [--first-uid UID]
                            [--vsock PORT] [--device PATH] [--stdio] [--init]
                            [--languages FILE] [--socket-group GROUP] [--until-stdin-ends]
                            [--rootless] [--allow-exec] [--artifact-dir DIR]
                            [--artifact-bytes SIZE] [--artifact-count N]
             gavel-executor --check [--json] [--languages FILE]
             gavel-executor --rehearse [--rootless]
        --socket PATH         a Unix socket to listen on
        --vsock PORT          a port of AF_VSOCK to listen on; 1024 is the usual one
        --device PATH         a character device to serve, such as /dev/vport0p1
        --stdio               serve standard input and output; end when they do
                              (at least one of these four; all of them may be given, and again)
        --init                gavel-init started this, in a machine that is there for nothing else:
                              --vsock 1024 and a --state-dir are given unless told otherwise
        --state-dir DIR       for work directories, inputs and artifacts; this executor's alone
        --slots N             how many programs run at a time; as many as there are CPUs
        --first-uid UID       slot n of N runs programs as user UID+n, the jury's as UID+N+n, and
                              what prepares for compilers as UID+2N; 60000
        --languages FILE      a languages.yaml that adds to the bundled one, see docs/languages.md
        --socket-group GROUP  who may connect, besides root; gavel, where that group exists
        --until-stdin-ends    end when standard input does
        --rootless            without root, in user namespaces; what cannot be enforced then is
                              printed, and told to whoever connects
        --artifact-dir DIR    for compiled programs that outlive this executor, to be shared with
                              others of this user; cache in the state directory otherwise,
                              and nowhere in a machine of its own
        --artifact-bytes SIZE how much of that is kept, such as 4GiB; 1GiB
        --artifact-count N    how many of them are kept; 4096
        --allow-exec          let whoever connects run commands here, with all rights of this program
        --rehearse            ask itself everything once, and exit: for the JVM's cache of classes
        --check               look whether this machine can judge, and exit
      The log goes to standard error: GAVEL_LOG_LEVEL is TRACE, DEBUG, INFO, WARN or ERROR, and
      GAVEL_LOG=json makes an object of each line.
      """;

  /** Listen and serve; at least one endpoint. */
  record Serve(
      List<Endpoint> endpoints,
      Path stateDir,
      int slots,
      int firstUid,
      Optional<Path> languages,
      Set<Flag> flags,
      Cache cache)
      implements Arguments {
    /** With the usual cache. */
    Serve(
        List<Endpoint> endpoints,
        Path stateDir,
        int slots,
        int firstUid,
        Optional<Path> languages,
        Set<Flag> flags) {
      this(endpoints, stateDir, slots, firstUid, languages, flags, Cache.USUAL);
    }

    public Serve {
      endpoints = List.copyOf(endpoints);
      flags = Set.copyOf(flags);
    }

    boolean has(Flag flag) {
      return flags.contains(flag);
    }

    /** Whether standard input and output are a peer's, and nobody else's. */
    boolean ownsStandardStreams() {
      return endpoints.contains(new StandardStreams());
    }
  }

  /** Where compiled programs outlive the executor, in the state directory unless said, and how. */
  record Cache(Optional<Path> directory, CacheBounds bounds) {
    static final Cache USUAL = new Cache(Optional.empty(), CacheBounds.USUAL);
  }

  /** Options of serving that are given or not; the usage text says what each does. */
  enum Flag {
    UNTIL_STDIN_ENDS,
    ROOTLESS,
    ALLOW_EXEC,
    INIT
  }

  /** Serve oneself, and end. */
  record Rehearse(boolean rootless) implements Arguments {}

  /** Look at this machine. */
  record Check(boolean json, Optional<Path> languages) implements Arguments {}

  /** Say how to call this program. */
  record Help() implements Arguments {}

  /** The command line is of no use, and this is why. */
  record Wrong(String why) implements Arguments {}

  /** Reads a command line; never throws. */
  static Arguments parse(List<String> words) {
    try {
      return new ArgumentReader(words.iterator()).read();
    } catch (InvalidPathException unusable) {
      return new Wrong("'" + unusable.getInput() + "' cannot be a path");
    }
  }

  /** The values that were seen so far. */
  final class ArgumentReader {
    private static final int MOST_SLOTS = 256;
    private static final int MOST_ARTIFACTS = 1_000_000;

    /** VMADDR_PORT_ANY, one more, is no port; the signed numbers are enough. */
    private static final int MOST_PORT = Integer.MAX_VALUE;

    private static final int FIRST_UID = 60_000;
    private static final String STATE_IN_GUEST = "/run/gavel/executor";
    private final Iterator<String> words;
    private final List<String> sockets = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();
    private Optional<String> stateDir = Optional.empty();
    private Optional<String> languages = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<String> slots = Optional.empty();
    private Optional<String> firstUid = Optional.empty();
    private Optional<String> artifactDir = Optional.empty();
    private Optional<String> artifactBytes = Optional.empty();
    private Optional<String> artifactCount = Optional.empty();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private boolean stdio;
    private boolean rehearse;
    private boolean check;
    private boolean json;

    private ArgumentReader(Iterator<String> words) {
      this.words = words;
    }

    private Arguments read() {
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "--help", "-h" -> {
            return new Help();
          }
          case "--check" -> check = true;
          case "--json" -> json = true;
          case "--rootless" -> flags.add(Flag.ROOTLESS);
          case "--allow-exec" -> flags.add(Flag.ALLOW_EXEC);
          case "--rehearse" -> rehearse = true;
          case "--stdio" -> stdio = true;
          case "--init" -> flags.add(Flag.INIT);
          case "--until-stdin-ends" -> flags.add(Flag.UNTIL_STDIN_ENDS);
          default -> {
            if (!takesValue(word)) {
              return new Wrong("'" + word + "' is not known here");
            }
            if (!words.hasNext()) {
              return new Wrong(word + " needs a value");
            }
            set(word, words.next());
          }
        }
      }
      return made();
    }

    private static boolean takesValue(String word) {
      return switch (word) {
        case "--socket", "--vsock", "--device", "--state-dir", "--languages" -> true;
        case "--socket-group", "--slots", "--first-uid" -> true;
        case "--artifact-dir", "--artifact-bytes", "--artifact-count" -> true;
        default -> false;
      };
    }

    private void set(String option, String value) {
      Optional<String> given = Optional.of(value);
      switch (option) {
        case "--socket" -> sockets.add(value);
        case "--vsock" -> ports.add(value);
        case "--device" -> devices.add(value);
        case "--state-dir" -> stateDir = given;
        case "--languages" -> languages = given;
        case "--socket-group" -> group = given;
        case "--slots" -> slots = given;
        case "--artifact-dir" -> artifactDir = given;
        case "--artifact-bytes" -> artifactBytes = given;
        case "--artifact-count" -> artifactCount = given;
        default -> firstUid = given;
      }
    }

    private Arguments made() {
      if (check) {
        return new Check(json, languages.map(Path::of));
      }
      if (rehearse) {
        return new Rehearse(flags.contains(Flag.ROOTLESS));
      }
      boolean init = flags.contains(Flag.INIT);
      if (init && ports.isEmpty() && sockets.isEmpty() && devices.isEmpty() && !stdio) {
        ports.add(Integer.toString(Vsock.USUAL_PORT));
      }
      if (init && stateDir.isEmpty()) {
        stateDir = Optional.of(STATE_IN_GUEST);
      }
      if (stdio && flags.contains(Flag.UNTIL_STDIN_ENDS)) {
        return new Wrong("--stdio ends with standard input: leave out --until-stdin-ends");
      }
      Optional<List<Endpoint>> endpoints = endpoints();
      if (endpoints.isEmpty()) {
        return new Wrong("--vsock is a number from 0 to " + MOST_PORT);
      }
      if (endpoints.get().isEmpty() || stateDir.isEmpty()) {
        return new Wrong(
            (stateDir.isEmpty() ? "--state-dir DIR" : "--socket PATH") + " is missing");
      }
      return serve(endpoints.get(), Path.of(stateDir.get()));
    }

    /** Nothing where a port is none. */
    private Optional<List<Endpoint>> endpoints() {
      List<Endpoint> endpoints = new ArrayList<>();
      sockets.forEach(path -> endpoints.add(new UnixSocket(Path.of(path), group)));
      for (String port : ports) {
        Optional<Integer> number = number(Optional.of(port), 0, 0, MOST_PORT);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        endpoints.add(new VsockPort(number.get()));
      }
      devices.forEach(path -> endpoints.add(new Device(Path.of(path))));
      if (stdio) {
        endpoints.add(new StandardStreams());
      }
      return Optional.of(endpoints);
    }

    private Arguments serve(List<Endpoint> endpoints, Path directory) {
      int cpus = Math.min(MOST_SLOTS, Runtime.getRuntime().availableProcessors());
      Optional<Integer> count = number(slots, cpus, 1, MOST_SLOTS);
      Optional<Integer> uid = number(firstUid, FIRST_UID, 1000, Integer.MAX_VALUE - 3 * MOST_SLOTS);
      if (count.isEmpty()) {
        return new Wrong("--slots is a number from 1 to " + MOST_SLOTS);
      }
      if (uid.isEmpty()) {
        return new Wrong("--first-uid is a number from 1000, of users that are nobody's");
      }
      Optional<CacheBounds> bounds = bounds();
      if (bounds.isEmpty()) {
        return new Wrong(
            "--artifact-bytes is a size such as 512MiB or 4GiB, --artifact-count a number from 1 to "
                + MOST_ARTIFACTS);
      }
      Cache cache = new Cache(artifactDir.map(Path::of), bounds.get());
      return new Serve(
          endpoints, directory, count.get(), uid.get(), languages.map(Path::of), flags, cache);
    }

    /** Nothing where one of the two is of no use. */
    private Optional<CacheBounds> bounds() {
      try {
        ByteSize bytes = artifactBytes.map(ByteSize::parse).orElse(CacheBounds.USUAL.bytes());
        return number(artifactCount, CacheBounds.USUAL.count(), 1, MOST_ARTIFACTS)
            .map(count -> new CacheBounds(bytes, count));
      } catch (IllegalArgumentException noSize) {
        return Optional.empty();
      }
    }

    private static Optional<Integer> number(Optional<String> text, int usual, int least, int most) {
      if (text.isEmpty()) {
        return Optional.of(usual);
      }
      try {
        int value = Integer.parseInt(text.get());
        return value >= least && value <= most ? Optional.of(value) : Optional.empty();
      } catch (NumberFormatException noNumber) {
        return Optional.empty();
      }
    }
  }
}
