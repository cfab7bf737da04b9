package gavel.testcases.validator;

import static gavel.testcases.validator.Checks.accepts;
import static gavel.testcases.validator.Checks.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.testcases.validator.CheckOutcome.Accepted;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultValidatorTest {
  private static final String SPACE = "space_change_sensitive";
  private static final String TOLERANCE = "float_tolerance 1e-6";

  @Test
  void whiteSpaceAndCaseDoNotMatterByDefault() {
    assertThat(accepts("", "Yes 1\n2\n", "  yEs\t1\r\n\f2\u000b")).isTrue();
    assertThat(accepts("", "", " \n")).isTrue();
    assertThat(accepts("", "a b", "ab")).isFalse();
    assertThat(accepts("case_sensitive", "Yes", "yes")).isFalse();
    assertThat(accepts("case_sensitive", "Yes", "Yes\n")).isTrue();
  }

  @Test
  void onlyAsciiLettersHaveTwoCases() {
    assertThat(accepts("", "[", "{")).isFalse();
    assertThat(accepts("", "@", "`")).isFalse();
    assertThat(accepts("", "\u00c4", "\u00e4")).isFalse();
  }

  @Test
  void missingAndTrailingOutput() {
    assertThat(message("", "1 2", "1"))
        .isEqualTo(
            "Line 1, column 2 of the output (line 1, column 3 of the answer):"
                + " expected \"2\", got the end of the output");
    assertThat(message("", "1", ""))
        .endsWith("expected \"1\", got the end of the output: it is empty");
    assertThat(message("", "1\n", "1\n2\n"))
        .isEqualTo(
            "Line 2, column 1 of the output (line 2, column 1 of the answer):"
                + " expected the end of the output, got \"2\"");
  }

  @Test
  void theFirstDifferenceIsLocatedOnBothSides() {
    assertThat(message("", "1\n2 3 yes\n4", "1 2\n\n  3\t no\n5"))
        .isEqualTo(
            "Line 3, column 6 of the output (line 2, column 5 of the answer):"
                + " expected \"yes\", got \"no\"");
  }

  @Test
  void whatIsShownIsShortAndHarmless() {
    String long50 = "x".repeat(50);
    assertThat(message("", long50, "\u001b[31m\u0000\u00ff\"\\"))
        .endsWith("expected \"" + "x".repeat(40) + "…\", got \"\\x1b[31m\\x00\\xff\\\"\\\\\"");
    assertThat(message("", "%s%n", "%d")).endsWith("expected \"%s%n\", got \"%d\"");
  }

  @Test
  void spaceChanges() {
    assertThat(accepts(SPACE, "1 2\n", "1 2\n")).isTrue();
    assertThat(message(SPACE, "1 2\n", "1  2\n")).endsWith("expected \"2\", got a space");
    assertThat(message(SPACE, "1 2\n", "1\t2\n")).endsWith("expected a space, got a tab");
    assertThat(message(SPACE, "1 2\n", "1 2"))
        .endsWith("expected a line break, got the end of the output");
    assertThat(message(SPACE, "1 2", "1 2\n"))
        .endsWith("expected the end of the output, got a line break");
    assertThat(message(SPACE, "1\n2", "1\r\n2"))
        .endsWith("expected a line break, got a carriage return");
    assertThat(message(SPACE, "1 2", "1%2")).endsWith("expected \"1\", got \"1%2\"");
    assertThat(accepts(SPACE, "1", " 1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0314,3.14000000e-2,true",
    "1,1.000001,true",
    "1,1.0000011,false",
    "1000000,1000000.9,true",
    "1000000,1000001.1,false",
    "0,-0.0000001,true",
    "1,0x1p0,true",
    "1,1e,true",
    "1,one,false",
    "one,1,false",
    "one,ONE,true",
    "inf,INF,true",
    "inf,infinity,false",
    "nan,nan,true",
    "nan,1,false",
    "1,nan,false",
    "1e999,1e998,false",
    "1e999,1E999,true",
    "1,1x,false",
    "1/2,1/2,true",
  })
  void tolerance(String judge, String team, boolean accepted) {
    assertThat(accepts(TOLERANCE, judge, team)).isEqualTo(accepted);
  }

  @Test
  void eitherToleranceIsEnoughAndWithoutOneNumbersAreText() {
    String flags = "float_absolute_tolerance 0.5 float_relative_tolerance 0.1";
    assertThat(accepts(flags, "1", "1.4")).isTrue();
    assertThat(accepts(flags, "100", "109")).isTrue();
    assertThat(message(flags, "100", "111"))
        .endsWith(
            "expected \"100\" within 0.5 absolute or 0.1 relative, got \"111\":"
                + " a difference of 11.0");
    assertThat(accepts("", "1.0", "1.00")).isFalse();
    assertThat(accepts("float_tolerance 0", "1.0", "1.00")).isTrue();
    assertThat(accepts("float_relative_tolerance 0.1", "0", "1e-9")).isFalse();
    assertThat(message(TOLERANCE, "1", "abc")).endsWith("expected the number \"1\", got \"abc\"");
  }

  @Test
  void relativeIsRelativeToTheJudge() {
    assertThat(accepts("float_relative_tolerance 0.1", "10", "11")).isTrue();
    assertThat(accepts("float_relative_tolerance 0.1", "9.95", "11")).isFalse();
    assertThat(accepts("float_relative_tolerance 0.1", "11", "9.9")).isTrue();
  }

  @Test
  void aTokenCountsUpToItsFirstNul() {
    assertThat(accepts("", "abc", "abc\0def")).isTrue();
    assertThat(accepts(TOLERANCE, "1", "1.0\0x")).isTrue();
    assertThat(accepts("", "abc", "ab\0c")).isFalse();
    assertThat(accepts("", "a", "\0a")).isFalse();
  }

  @Test
  void tokensTooLongToHold() {
    String huge = "a".repeat(3 * ByteWindow.TOKEN_CAP);
    assertThat(
            accepts("", "1 " + huge + " 2", "1 " + huge.toUpperCase(java.util.Locale.ROOT) + "\n2"))
        .isTrue();
    assertThat(accepts("case_sensitive", huge, "A" + huge.substring(1))).isFalse();
    assertThat(accepts("", huge, huge + "a")).isFalse();
    assertThat(accepts("", huge + "a", huge)).isFalse();
    assertThat(message("", huge, huge.substring(1) + "b"))
        .contains("column 1 of the output")
        .contains("the difference is at column " + huge.length());
    assertThat(accepts(TOLERANCE, "1", "1." + "0".repeat(ByteWindow.TOKEN_CAP))).isFalse();
    assertThat(accepts(TOLERANCE, "1", "1." + "0".repeat(ByteWindow.TOKEN_CAP - 2))).isTrue();
  }

  @Test
  void aHundredMegabytesNeedOnlyTheTwoBuffers() throws IOException {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    CheckOutcome outcome =
        DefaultValidator.of(ValidatorFlags.NONE)
            .check(new Numbers(100_000_000, ' '), new Numbers(100_000_000, '\n'));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(outcome).isEqualTo(new Accepted());
    assertThat(allocated).isLessThan(4_000_000);
  }

  @Test
  void anUnreadableStreamIsNoVerdict() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    assertThatThrownBy(() ->
            DefaultValidator.of(ValidatorFlags.NONE).check(InputStream.nullInputStream(), closed))
        .isInstanceOf(IOException.class);
  }

  /** Digits with a separator after every ninth, as many bytes as asked for. */
  private static final class Numbers extends InputStream {
    private final byte separator;
    private long left;
    private int column;

    Numbers(long length, char separator) {
      this.left = length;
      this.separator = (byte) separator;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(left, length);
      for (int i = 0; i < count; i++) {
        boolean end = column == 9;
        target[offset + i] = end ? separator : (byte) ('0' + column);
        column = end ? 0 : column + 1;
      }
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
