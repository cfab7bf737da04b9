package gavel.testcases.validator;

import gavel.testcases.text.Excerpt;
import gavel.testcases.validator.CheckOutcome.Accepted;
import gavel.testcases.validator.CheckOutcome.Rejected;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One walk over an answer and an output, in step; "judge" and "team" as in the specification. */
final class Comparison {
  private static final byte[] LOWER = lowerCase();

  /** To look for what is equal pays where there is more of it than this, in bytes. */
  private static final int WORTH_WHILE = 256;

  /** Where it did not, so many tokens are compared by themselves first. */
  private static final int TOKENS_BETWEEN = 64;

  private final ValidatorFlags flags;
  private final ByteWindow judge;
  private final ByteWindow team;
  private int tokensUntilNextLook;

  Comparison(ValidatorFlags flags, ByteWindow judge, ByteWindow team) {
    this.flags = flags;
    this.judge = judge;
    this.team = team;
  }

  CheckOutcome run() throws IOException {
    while (true) {
      skipWhatIsEqual();
      @Nullable Rejected wrong = flags.spaceChangeSensitive() ? compareSpace() : skipSpace();
      if (wrong == null && judge.atEnd()) {
        return team.atEnd() ? new Accepted() : rejected("expected the end of the output, got %2$s");
      }
      if (wrong == null) {
        wrong = team.atEnd() ? missing() : compareToken();
      }
      if (wrong != null) {
        return wrong;
      }
    }
  }

  private void skipWhatIsEqual() throws IOException {
    if (tokensUntilNextLook > 0) {
      tokensUntilNextLook--;
      return;
    }
    int same = 1;
    int all = 0;
    while (same > 0 && !judge.atEnd() && !team.atEnd()) {
      same = judge.commonWith(team);
      judge.skip(same);
      team.skip(same);
      all += Math.min(same, WORTH_WHILE);
    }
    tokensUntilNextLook = all < WORTH_WHILE ? TOKENS_BETWEEN : 0;
  }

  private @Nullable Rejected skipSpace() throws IOException {
    judge.skipSpace();
    team.skipSpace();
    return null;
  }

  private @Nullable Rejected compareSpace() throws IOException {
    while (!judge.atEnd() && ByteWindow.isSpace(judge.peek())) {
      byte expected = judge.peek();
      if (team.atEnd() || team.peek() != expected) {
        String got = team.atEnd() ? "the end of the output" : name(team.peek());
        return rejected("expected " + name(expected) + ", got " + got);
      }
      judge.skip(1);
      team.skip(1);
    }
    if (!team.atEnd() && ByteWindow.isSpace(team.peek())) {
      String expected = judge.atEnd() ? "the end of the output" : "%1$s";
      return rejected("expected " + expected + ", got " + name(team.peek()));
    }
    return null;
  }

  private static String name(byte b) {
    return switch (b) {
      case ' ' -> "a space";
      case '\t' -> "a tab";
      case '\n' -> "a line break";
      case '\r' -> "a carriage return";
      case 0x0b -> "a vertical tab";
      case '\f' -> "a form feed";
      default -> Excerpt.quote(new byte[] {b}, 0, 1).replace("%", "%%");
    };
  }

  private Rejected missing() throws IOException {
    return rejected(
        "expected %1$s, got the end of the output" + (team.atStart() ? ": it is empty" : ""));
  }

  private @Nullable Rejected compareToken() throws IOException {
    int same = judge.sameTokenAs(team);
    if (same > 0) {
      judge.skipToken(same);
      team.skipToken(same);
      return null;
    }
    int judgeLength = judge.tokenLength();
    int teamLength = team.tokenLength();
    if (Math.max(judgeLength, teamLength) > ByteWindow.TOKEN_CAP) {
      return compareLongTokens();
    }
    if (!equalBytes(judgeLength, teamLength)) {
      @Nullable Rejected wrong =
          compareDifferent(cString(judge, judgeLength), cString(team, teamLength));
      if (wrong != null) {
        return wrong;
      }
    }
    judge.skipToken(judgeLength);
    team.skipToken(teamLength);
    return null;
  }

  private boolean equalBytes(int judgeLength, int teamLength) {
    int j = judge.position();
    int t = team.position();
    return Arrays.equals(judge.array(), j, j + judgeLength, team.array(), t, t + teamLength);
  }

  /** The length of a token as a C string: up to its first NUL. */
  private static int cString(ByteWindow window, int length) {
    for (int i = 0; i < length; i++) {
      if (window.array()[window.position() + i] == 0) {
        return i;
      }
    }
    return length;
  }

  private @Nullable Rejected compareDifferent(int judgeLength, int teamLength) throws IOException {
    double expected = flags.comparesFloats() ? number(judge, judgeLength) : Double.NaN;
    if (Double.isNaN(expected)) {
      return equalText(judgeLength, teamLength) ? null : rejected("expected %1$s, got %2$s");
    }
    double got = number(team, teamLength);
    if (Double.isNaN(got)) {
      return rejected("expected the number %1$s, got %2$s");
    }
    double difference = Math.abs(expected - got);
    if (difference <= flags.absoluteTolerance().orElse(-1)
        || difference <= flags.relativeTolerance().orElse(-1) * Math.abs(expected)) {
      return null;
    }
    return rejected("expected %1$s " + tolerance() + ", got %2$s: a difference of " + difference);
  }

  private static double number(ByteWindow window, int length) {
    return FloatToken.parse(window.array(), window.position(), window.position() + length);
  }

  private String tolerance() {
    OptionalDouble absolute = flags.absoluteTolerance();
    OptionalDouble relative = flags.relativeTolerance();
    String first = absolute.isPresent() ? absolute.getAsDouble() + " absolute" : "";
    String second = relative.isPresent() ? relative.getAsDouble() + " relative" : "";
    String between = first.isEmpty() || second.isEmpty() ? "" : " or ";
    return "within " + first + between + second;
  }

  private boolean equalText(int judgeLength, int teamLength) {
    if (judgeLength != teamLength) {
      return false;
    }
    for (int i = 0; i < judgeLength; i++) {
      if (!same(judge.array()[judge.position() + i], team.array()[team.position() + i])) {
        return false;
      }
    }
    return true;
  }

  private boolean same(byte a, byte b) {
    return a == b || (!flags.caseSensitive() && LOWER[a & 0xff] == LOWER[b & 0xff]);
  }

  /** Tokens too long to be held: as text, as they come; their start is kept for the message. */
  private @Nullable Rejected compareLongTokens() throws IOException {
    Place judgePlace = Place.of(judge);
    Place teamPlace = Place.of(team);
    while (true) {
      boolean judgeEnds = judge.atEnd() || ByteWindow.isSpace(judge.peek());
      boolean teamEnds = team.atEnd() || ByteWindow.isSpace(team.peek());
      if (judgeEnds && teamEnds) {
        return null;
      }
      if (judgeEnds || teamEnds || !skipSameToken()) {
        String at = " (the difference is at column " + team.column() + ")";
        return rejected("expected %1$s, got %2$s" + at, judgePlace, teamPlace);
      }
    }
  }

  /** Passes what is equal and in memory of two tokens; false when not even the next byte is. */
  private boolean skipSameToken() {
    byte[] a = judge.array();
    byte[] b = team.array();
    int most = Math.min(judge.inMemory(), team.inMemory());
    int count = 0;
    while (count < most) {
      byte expected = a[judge.position() + count];
      byte got = b[team.position() + count];
      if (!same(expected, got) || ByteWindow.isSpace(expected)) {
        break;
      }
      count++;
    }
    judge.skipToken(count);
    team.skipToken(count);
    return count > 0;
  }

  private Rejected rejected(String format) throws IOException {
    return rejected(format, Place.of(judge), Place.of(team));
  }

  /** The format sees the judge's token as {@code %1$s} and the team's as {@code %2$s}. */
  private static Rejected rejected(String format, Place judge, Place team) {
    String where =
        String.format(
            Locale.ROOT,
            "Line %d, column %d of the output (line %d, column %d of the answer): ",
            team.line(),
            team.column(),
            judge.line(),
            judge.column());
    return new Rejected(where + String.format(Locale.ROOT, format, judge.token(), team.token()));
  }

  private static byte[] lowerCase() {
    byte[] table = new byte[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (byte) (i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    }
    return table;
  }
}
