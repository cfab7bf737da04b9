package gavel.sandbox.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one line of the launcher; every field must be there, in its place, and be a number in
 * range. It is read once for each run, in code that is never hot: hence by position, without
 * patterns and tables.
 */
final class LauncherReplyParser {
  private static final String ENDED = "ended ";
  private static final int LONGEST_NUMBER = 18;
  private static final int LONGEST_WORD = 32;

  private final String line;
  private int at;

  LauncherReplyParser(String line) {
    this.line = line;
  }

  LauncherReply parse() throws IOException {
    if (line.startsWith(ENDED)) {
      at = ENDED.length();
      return ended();
    }
    if (line.equals("ready")) {
      return new LauncherReply.Ready();
    }
    if (line.equals("resting")) {
      return new LauncherReply.Resting();
    }
    String[] parts = line.split(":", -1);
    if (parts.length == 2 && parts[0].equals("box")) {
      return new LauncherReply.Box(number(parts[1], 0));
    }
    if (parts.length == 3 && parts[0].equals("started")) {
      return new LauncherReply.Started(number(parts[1], 0), number(parts[2], 0));
    }
    if (parts.length == 3 && parts[0].equals("failed")) {
      return new LauncherReply.Failed(word(parts[1]), number(parts[2], 0));
    }
    throw odd();
  }

  /** The arguments are evaluated from left to right, which is the order in the line. */
  private LauncherReply.Ended ended() throws IOException {
    int exitCode = number(field("exit="), -1);
    int signal = number(field("signal="), 0);
    if (exitCode > 255 || signal > 64 || (exitCode < 0) == (signal == 0)) {
      throw odd();
    }
    return new LauncherReply.Ended(
        exitCode,
        signal,
        word(field("killed=")),
        number(field("syscall="), Integer.MIN_VALUE),
        Duration.ofNanos(count(field("cpu_ns="), 0)),
        Duration.ofNanos(count(field("wall_ns="), 0)),
        microseconds(field("utime_us=")),
        microseconds(field("stime_us=")),
        count(field("maxrss_kb="), 0),
        new LauncherReply.Unread(number(field("stdout="), 0), number(field("stdout_bytes="), 0)),
        new LauncherReply.Unread(number(field("stderr="), 0), number(field("stderr_bytes="), 0)),
        measured());
  }

  /** The value of the field that is next, up to the blank behind it. */
  private String field(String start) throws IOException {
    int end = line.indexOf(' ', at);
    if (end < 0 || !line.startsWith(start, at)) {
      throw odd();
    }
    String value = line.substring(at + start.length(), end);
    at = end + 1;
    return value;
  }

  /** A bar ends each text, a comma each of its lines. */
  private List<String> measured() throws IOException {
    String start = "measured=";
    if (!line.startsWith(start, at)) {
      throw odd();
    }
    List<String> texts = new ArrayList<>();
    int from = at + start.length();
    for (int end = line.indexOf('|', from); end >= 0; end = line.indexOf('|', from)) {
      texts.add(line.substring(from, end).replace(',', '\n'));
      from = end + 1;
    }
    if (from != line.length()) {
      throw odd();
    }
    return List.copyOf(texts);
  }

  private Duration microseconds(String text) throws IOException {
    long count = count(text, 0);
    if (count > Long.MAX_VALUE / 1000) {
      throw odd();
    }
    return Duration.ofNanos(count * 1000);
  }

  private int number(String text, int least) throws IOException {
    long number = count(text, least);
    if (number > Integer.MAX_VALUE) {
      throw odd();
    }
    return (int) number;
  }

  private long count(String text, long least) throws IOException {
    int digits = text.startsWith("-") ? 1 : 0;
    if (digits == text.length() || text.length() - digits > LONGEST_NUMBER) {
      throw odd();
    }
    for (int i = digits; i < text.length(); i++) {
      if (!isBetween('0', text.charAt(i), '9')) {
        throw odd();
      }
    }
    long number = Long.parseLong(text);
    if (number < least) {
      throw odd();
    }
    return number;
  }

  private String word(String text) throws IOException {
    if (text.isEmpty() || text.length() > LONGEST_WORD) {
      throw odd();
    }
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!isBetween('a', letter, 'z') && !isBetween('0', letter, '9') && letter != '-') {
        throw odd();
      }
    }
    return text;
  }

  private static boolean isBetween(char first, char letter, char last) {
    return first <= letter && letter <= last;
  }

  private IOException odd() {
    return new IOException(
        "Tried to read a line of the launcher, which is not one: '" + line + "'");
  }
}
