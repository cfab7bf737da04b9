package gavel.sandbox.guest;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line that the guest writes about its tests: a word, then fields, all with a tab between. A
 * backslash, tab, line feed or carriage return in a field is written as in Java.
 */
public sealed interface GuestReport {
  /** The first line: where the tests run. */
  record Began(String system) implements GuestReport {}

  /** One test, or a class that failed as a whole. */
  record Tested(String className, String test, Outcome outcome, Duration time, String message)
      implements GuestReport {
    /** As a person would name it. */
    String name() {
      return className + "." + test;
    }
  }

  /** The last line: how many {@link Tested} came before. */
  record Finished(int count) implements GuestReport {}

  /** What became of a test. */
  enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** Without the end of the line. */
  default String toLine() {
    return String.join(
        "\t",
        fields().stream()
            .map(field ->
                field
                    .replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\r", "\\r")
                    .replace("\n", "\\n"))
            .toList());
  }

  private List<String> fields() {
    return switch (this) {
      case Began(String system) -> List.of("began", system);
      case Tested(String className, String test, Outcome outcome, Duration time, String message) ->
          List.of(
              "tested", className, test, outcome.name(), Long.toString(time.toMillis()), message);
      case Finished(int count) -> List.of("finished", Integer.toString(count));
    };
  }

  /** Reads a line; empty when it is none of these, as the last one of a guest that died is. */
  static Optional<GuestReport> parse(String line) {
    try {
      List<String> fields =
          Arrays.stream(line.split("\t", -1)).map(String::translateEscapes).toList();
      return switch (fields.getFirst() + fields.size()) {
        case "began2" -> Optional.of(new Began(fields.get(1)));
        case "tested6" -> Optional.of(tested(fields));
        case "finished2" -> Optional.of(new Finished(Integer.parseInt(fields.get(1))));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Tested tested(List<String> fields) {
    return new Tested(
        fields.get(1),
        fields.get(2),
        Outcome.valueOf(fields.get(3)),
        Duration.ofMillis(Long.parseLong(fields.get(4))),
        fields.get(5));
  }
}
