package gavel.executor.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What stands on the command line. */
sealed interface Arguments {
  /** How to call this program. */
  String USAGE =
      """
      usage: gavel-executor --socket PATH --state-dir DIR [--slots N] [--first-uid UID]
                            [--languages FILE] [--socket-group GROUP] [--until-stdin-ends]
                            [--rootless] [--allow-exec]
             gavel-executor --check [--json] [--languages FILE]
        --socket PATH         the Unix socket to listen on
        --state-dir DIR       for work directories, inputs and artifacts; this executor's alone
        --slots N             how many programs run at a time; as many as there are CPUs
        --first-uid UID       slot n runs programs as user UID+n; 60000
        --languages FILE      a languages.yaml instead of the bundled one
        --socket-group GROUP  who may connect, besides root; gavel, where that group exists
        --until-stdin-ends    end when standard input does
        --rootless            without root, in user namespaces; what cannot be enforced then is
                              printed, and told to whoever connects
        --allow-exec          let whoever connects run commands here, with all rights of this program
        --check               look whether this machine can judge, and exit
      """;

  /** Listen and serve. */
  record Serve(
      Path socket,
      Path stateDir,
      int slots,
      int firstUid,
      Optional<Path> languages,
      Optional<String> socketGroup,
      boolean untilStdinEnds,
      boolean rootless,
      boolean allowExec)
      implements Arguments {}

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
    private static final int FIRST_UID = 60_000;
    private final Iterator<String> words;
    private Optional<String> socket = Optional.empty();
    private Optional<String> stateDir = Optional.empty();
    private Optional<String> languages = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<String> slots = Optional.empty();
    private Optional<String> firstUid = Optional.empty();
    private boolean untilStdinEnds;
    private boolean rootless;
    private boolean allowExec;
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
          case "--rootless" -> rootless = true;
          case "--allow-exec" -> allowExec = true;
          case "--until-stdin-ends" -> untilStdinEnds = true;
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
        case "--socket", "--state-dir", "--languages", "--socket-group", "--slots", "--first-uid" ->
            true;
        default -> false;
      };
    }

    private void set(String option, String value) {
      Optional<String> given = Optional.of(value);
      switch (option) {
        case "--socket" -> socket = given;
        case "--state-dir" -> stateDir = given;
        case "--languages" -> languages = given;
        case "--socket-group" -> group = given;
        case "--slots" -> slots = given;
        default -> firstUid = given;
      }
    }

    private Arguments made() {
      if (check) {
        return new Check(json, languages.map(Path::of));
      }
      if (socket.isEmpty() || stateDir.isEmpty()) {
        return new Wrong((socket.isEmpty() ? "--socket PATH" : "--state-dir DIR") + " is missing");
      }
      int cpus = Math.min(MOST_SLOTS, Runtime.getRuntime().availableProcessors());
      Optional<Integer> count = number(slots, cpus, 1, MOST_SLOTS);
      Optional<Integer> uid = number(firstUid, FIRST_UID, 1000, Integer.MAX_VALUE - MOST_SLOTS);
      if (count.isEmpty()) {
        return new Wrong("--slots is a number from 1 to " + MOST_SLOTS);
      }
      if (uid.isEmpty()) {
        return new Wrong("--first-uid is a number from 1000, of users that are nobody's");
      }
      return new Serve(
          Path.of(socket.get()),
          Path.of(stateDir.get()),
          count.get(),
          uid.get(),
          languages.map(Path::of),
          group,
          untilStdinEnds,
          rootless,
          allowExec);
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
