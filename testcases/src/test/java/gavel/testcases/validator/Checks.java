package gavel.testcases.validator;

import gavel.testcases.validator.CheckOutcome.Accepted;
import gavel.testcases.validator.CheckOutcome.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the validator on texts, and says what a slow and simple reading of its rules would say. */
final class Checks {
  private Checks() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static ValidatorFlags flags(String text) {
    ParsedFlags parsed = ValidatorFlags.parse(text);
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return parsed.flags();
  }

  static CheckOutcome check(String flags, String judge, String team) {
    return check(flags(flags), bytes(judge), bytes(team), Integer.MAX_VALUE);
  }

  static boolean accepts(String flags, String judge, String team) {
    return check(flags, judge, team) instanceof Accepted;
  }

  static String message(String flags, String judge, String team) {
    return switch (check(flags, judge, team)) {
      case Accepted _ -> "accepted";
      case Rejected(String message) -> message;
    };
  }

  /** Streams that give at most so many bytes at once. */
  static CheckOutcome check(ValidatorFlags flags, byte[] judge, byte[] team, int chunk) {
    try {
      return DefaultValidator.of(flags).check(chunked(judge, chunk), chunked(team, chunk));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static InputStream chunked(byte[] bytes, int chunk) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, chunk));
      }
    };
  }

  /** The rules word by word, on whole texts in memory. */
  static boolean oracle(ValidatorFlags flags, byte[] judge, byte[] team) {
    List<String> judgeParts = parts(judge);
    List<String> teamParts = parts(team);
    if (!flags.spaceChangeSensitive()) {
      judgeParts.removeIf(part -> part.isEmpty() || ByteWindow.isSpace((byte) part.charAt(0)));
      teamParts.removeIf(part -> part.isEmpty() || ByteWindow.isSpace((byte) part.charAt(0)));
    }
    if (judgeParts.size() != teamParts.size()) {
      return false;
    }
    for (int i = 0; i < judgeParts.size(); i++) {
      if (!sameToken(flags, judgeParts.get(i), teamParts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> parts(byte[] text) {
    List<String> parts = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    for (byte b : text) {
      if (ByteWindow.isSpace(b)) {
        parts.add(token.toString());
        parts.add(String.valueOf((char) b));
        token.setLength(0);
      } else {
        token.append((char) (b & 0xff));
      }
    }
    parts.add(token.toString());
    return parts;
  }

  private static boolean sameToken(ValidatorFlags flags, String judgeToken, String teamToken) {
    boolean present = judgeToken.isEmpty() == teamToken.isEmpty();
    String judge = cString(judgeToken);
    String team = cString(teamToken);
    double expected = number(judge);
    if (flags.comparesFloats() && !Double.isNaN(expected)) {
      double difference = Math.abs(expected - number(team));
      return difference <= flags.absoluteTolerance().orElse(-1)
          || difference <= flags.relativeTolerance().orElse(-1) * Math.abs(expected);
    }
    return present
        && (flags.caseSensitive() ? judge.equals(team) : lower(judge).equals(lower(team)));
  }

  private static double number(String token) {
    byte[] bytes = bytes(token);
    return FloatToken.parse(bytes, 0, bytes.length);
  }

  private static String cString(String token) {
    int nul = token.indexOf('\0');
    return nul < 0 ? token : token.substring(0, nul);
  }

  private static String lower(String text) {
    return text.chars()
        .map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
