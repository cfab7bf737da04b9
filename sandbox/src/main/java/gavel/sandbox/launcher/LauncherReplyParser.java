package gavel.sandbox.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one line of the launcher; every field must be there, once, and be a number in range. */
final class LauncherReplyParser {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,32}");
  private static final String MEASURED = " measured=";
  private static final Set<String> FIELDS =
      Set.of(
          "exit",
          "signal",
          "killed",
          "syscall",
          "cpu_ns",
          "wall_ns",
          "utime_us",
          "stime_us",
          "maxrss_kb",
          "stdout",
          "stdout_bytes",
          "stderr",
          "stderr_bytes");

  private final String line;

  LauncherReplyParser(String line) {
    this.line = line;
  }

  LauncherReply parse() throws IOException {
    if (line.equals("ready")) {
      return new LauncherReply.Ready();
    }
    if (line.equals("resting")) {
      return new LauncherReply.Resting();
    }
    if (line.startsWith("ended ")) {
      int texts = line.indexOf(MEASURED);
      if (texts < 0) {
        throw odd();
      }
      return ended(
          fields(line.substring("ended ".length(), texts)),
          measured(line.substring(texts + MEASURED.length())));
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

  /** A bar ends each text, a comma each of its lines. */
  private List<String> measured(String texts) throws IOException {
    if (texts.isEmpty()) {
      return List.of();
    }
    if (!texts.endsWith("|")) {
      throw odd();
    }
    return List.of(texts.substring(0, texts.length() - 1).replace(',', '\n').split("\\|", -1));
  }

  private LauncherReply.Ended ended(Map<String, String> fields, List<String> measured)
      throws IOException {
    int exitCode = number(field(fields, "exit"), -1);
    int signal = number(field(fields, "signal"), 0);
    if (exitCode > 255 || signal > 64 || (exitCode < 0) == (signal == 0)) {
      throw odd();
    }
    return new LauncherReply.Ended(
        exitCode,
        signal,
        word(field(fields, "killed")),
        number(field(fields, "syscall"), Integer.MIN_VALUE),
        Duration.ofNanos(count(field(fields, "cpu_ns"), 0)),
        Duration.ofNanos(count(field(fields, "wall_ns"), 0)),
        Duration.ofNanos(Math.multiplyExact(1000L, microseconds(field(fields, "utime_us")))),
        Duration.ofNanos(Math.multiplyExact(1000L, microseconds(field(fields, "stime_us")))),
        count(field(fields, "maxrss_kb"), 0),
        unread(fields, "stdout"),
        unread(fields, "stderr"),
        measured);
  }

  private LauncherReply.Unread unread(Map<String, String> fields, String stream)
      throws IOException {
    return new LauncherReply.Unread(
        number(field(fields, stream), 0), number(field(fields, stream + "_bytes"), 0));
  }

  private Map<String, String> fields(String text) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split(" ", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0 || fields.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw odd();
      }
    }
    if (!fields.keySet().equals(FIELDS)) {
      throw odd();
    }
    return fields;
  }

  private String field(Map<String, String> fields, String name) throws IOException {
    String value = fields.get(name);
    if (value == null) {
      throw odd();
    }
    return value;
  }

  private long microseconds(String text) throws IOException {
    long count = count(text, 0);
    if (count > Long.MAX_VALUE / 1000) {
      throw odd();
    }
    return count;
  }

  private int number(String text, int least) throws IOException {
    long number = count(text, least);
    if (number > Integer.MAX_VALUE) {
      throw odd();
    }
    return (int) number;
  }

  private long count(String text, long least) throws IOException {
    if (!NUMBER.matcher(text).matches()) {
      throw odd();
    }
    long number = Long.parseLong(text);
    if (number < least) {
      throw odd();
    }
    return number;
  }

  private String word(String text) throws IOException {
    if (!WORD.matcher(text).matches()) {
      throw odd();
    }
    return text;
  }

  private IOException odd() {
    return new IOException(
        "Tried to read a line of the launcher, which is not one: '" + line + "'");
  }
}
