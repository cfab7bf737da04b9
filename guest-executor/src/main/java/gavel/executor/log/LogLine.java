package gavel.executor.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An event as it is printed: time in UTC, level, class, message; then, if something was thrown, its
 * stack.
 */
record LogLine(
    Instant time,
    Level level,
    String logger,
    @Nullable String message,
    @Nullable Throwable thrown) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  /** Ends with a newline; the message itself never has one, as peers have a say in it. */
  String text() {
    StringBuilder line = new StringBuilder(200);
    TIME.formatTo(time, line);
    line.append(' ').append(level.name());
    if (level.name().length() == "INFO".length()) {
      line.append(' ');
    }
    line.append(' ').append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ');
    appendInOneLine(line, String.valueOf(message));
    line.append('\n');
    if (thrown != null) {
      StringWriter stack = new StringWriter();
      thrown.printStackTrace(new PrintWriter(stack));
      line.append(stack);
    }
    return line.toString();
  }

  /** A run of line ends becomes one blank. */
  private static void appendInOneLine(StringBuilder line, String message) {
    boolean atEnd = false;
    for (int index = 0; index < message.length(); index++) {
      char each = message.charAt(index);
      boolean ends = each == '\n' || each == '\r';
      if (!ends) {
        line.append(each);
      } else if (!atEnd) {
        line.append(' ');
      }
      atEnd = ends;
    }
  }
}
