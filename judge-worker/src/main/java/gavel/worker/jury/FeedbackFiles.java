package gavel.worker.jury;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.CollectFile;
import gavel.worker.JudgeFault.StorageFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a validator writes to its feedback directory, by the names of the package format. */
final class FeedbackFiles {
  /** The directory, below the one in which the validator starts. */
  static final String DIRECTORY = "feedback";

  private static final String BELOW = DIRECTORY + "/";
  private static final String NEXT_PASS = "nextpass.in";
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_MESSAGE = 4096;
  private static final int LONGEST_OUTPUT = 1 << 20;
  private static final String DIGITS = "0123456789+-.eE";

  private FeedbackFiles() {}

  /** All of it, as far as it is wanted. */
  static List<CollectFile> wanted(ByteSize most) {
    return List.of(new CollectFile(DIRECTORY, most, true));
  }

  /** A number that cannot be one. */
  static final class NoNumber extends Exception {
    private static final long serialVersionUID = 1;

    NoNumber(String message) {
      super(message);
    }
  }

  /**
   * What is in it.
   *
   * @param collected by their paths
   * @param otherwise what the validator said on its outputs, where it has no message for judges
   */
  static Feedback read(Map<String, Body> collected, Optional<String> otherwise)
      throws NoNumber, StorageFault {
    Map<String, Body> files = new HashMap<>();
    for (Map.Entry<String, Body> file : collected.entrySet()) {
      if (file.getKey().startsWith(BELOW)) {
        files.put(file.getKey().substring(BELOW.length()), file.getValue());
      }
    }
    Optional<Body> nextPass = Optional.ofNullable(files.remove(NEXT_PASS));
    return new Feedback(
        message(files, "judgemessage.txt").or(() -> otherwise),
        message(files, "teammessage.txt"),
        number(files, "score.txt"),
        number(files, "score_multiplier.txt"),
        nextPass,
        files);
  }

  private static Optional<String> message(Map<String, Body> files, String name)
      throws StorageFault {
    Body body = files.get(name);
    return body == null
        ? Optional.empty()
        : Optional.of(text(body).strip()).filter(text -> !text.isEmpty());
  }

  private static OptionalDouble number(Map<String, Body> files, String name)
      throws NoNumber, StorageFault {
    Body body = files.get(name);
    return body == null ? OptionalDouble.empty() : OptionalDouble.of(number(name, text(body)));
  }

  /** Plain decimal numbers only; {@link Double#parseDouble} takes more than a format should. */
  static double number(String what, String written) throws NoNumber {
    String text = written.strip();
    boolean plain =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    try {
      double number = plain ? Double.parseDouble(text) : Double.NaN;
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new NoNumber(what + " is no number: '" + cut(text, LONGEST_NUMBER) + "'");
  }

  /** The beginning of a text, without what a terminal would obey. */
  static String text(Body body) throws StorageFault {
    return text(body, LONGEST_MESSAGE);
  }

  /** The same of all that a program printed, as far as it was kept. */
  static String all(Body body) throws StorageFault {
    return text(body, LONGEST_OUTPUT);
  }

  private static String text(Body body, int most) throws StorageFault {
    try (InputStream in = body.open()) {
      String text = new String(in.readNBytes(most), StandardCharsets.UTF_8);
      return text.codePoints()
          .map(c -> isObeyed(c) ? ' ' : c)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    } catch (IOException unreadable) {
      throw new StorageFault(
          "Tried to read what a validator left: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Control characters, and those that turn the direction of a text. */
  private static boolean isObeyed(int c) {
    return c != '\n'
        && c != '\t'
        && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
