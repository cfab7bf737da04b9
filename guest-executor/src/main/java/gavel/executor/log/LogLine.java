package gavel.executor.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
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
      line.append(stack(thrown));
    }
    return line.toString();
  }

  private static String stack(Throwable of) {
    StringWriter stack = new StringWriter();
    of.printStackTrace(new PrintWriter(stack));
    return stack.toString();
  }

  /**
   * One object and a newline: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code
   * message}, and {@code stack} where something was thrown. Written by hand: what writes JSON
   * elsewhere is not loaded before the executor listens.
   */
  String json() {
    StringBuilder line = new StringBuilder(200);
    line.append("{\"time\":\"");
    TIME.formatTo(time, line);
    line.append('"');
    appendField(line, "level", level.name());
    appendField(line, "logger", logger);
    appendField(line, "thread", Thread.currentThread().getName());
    appendField(line, "message", String.valueOf(message));
    if (thrown != null) {
      appendField(line, "stack", stack(thrown));
    }
    return line.append("}\n").toString();
  }

  private static void appendField(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":\"");
    for (int index = 0; index < value.length(); index++) {
      char each = value.charAt(index);
      if (each == '"' || each == '\\') {
        line.append('\\').append(each);
      } else if (each < ' ' || Character.isSurrogate(each)) {
        line.append("\\u").append(HexFormat.of().toHexDigits(each));
      } else {
        line.append(each);
      }
    }
    line.append('"');
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
