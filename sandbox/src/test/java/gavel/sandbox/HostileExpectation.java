package gavel.sandbox;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.RunLimitsBuilder;
import gavel.model.RunOutcome;
import gavel.model.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first line of a hostile program says of its end.
 *
 * <pre>
 * line    = ("//" or "#") " expect: " outcome *(" or " outcome) [" printing " text]
 *           [" under " limit *(", " limit)]
 * outcome = status [" (" reason ")"]        both as VerdictRules gives them
 * text    = '"' bytes of standard output '"', with \n, \\, \" and \xHH
 * limit   = ("cpu" or "wall") N "ms"
 *         | ("memory" or "stdout" or "stderr" or "file-size" or "tmp" or "stack") N ("KiB" or "MiB")
 *         | ("inodes" or "processes" or "files") N
 *         | "output kill"
 * </pre>
 *
 * A reason that is not named must be absent: {@code runtime_error} alone matches nothing.
 *
 * @param output what is printed, where the line says so
 * @param limits by name, what is to differ from the usual ones
 */
record HostileExpectation(
    List<Outcome> outcomes, Optional<List<Byte>> output, Map<String, String> limits) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?://|#) expect: (?<outcomes>[a-z_]+(?: \\([^)]+\\))?(?: or [a-z_]+(?: \\([^)]+\\))?)*)"
              + "(?: printing \"(?<output>(?:[^\"\\\\]|\\\\.)*)\")?(?: under (?<limits>.+))?");
  private static final Pattern OUTCOME =
      Pattern.compile("(?<status>[a-z_]+)(?: \\((?<reason>[^)]+)\\))?(?: or )?");
  private static final Pattern PIECE = Pattern.compile("[^\\\\]+|\\\\(?:[n\"\\\\]|x[0-9a-f]{2})");
  private static final Pattern LIMIT =
      Pattern.compile(
          "(cpu|wall) \\d+ms|(memory|stdout|stderr|file-size|tmp|stack) \\d+(KiB|MiB)"
              + "|(inodes|processes|files) \\d+|output kill");

  /** Refuses a line outside of the grammar with {@link IllegalArgumentException}. */
  static HostileExpectation parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not an expectation: " + line);
    }
    return new HostileExpectation(
        outcomes(matcher.group("outcomes")),
        Optional.ofNullable(matcher.group("output")).map(HostileExpectation::unescape),
        limits(Optional.ofNullable(matcher.group("limits"))));
  }

  /** A status and, but for memory_exceeded, which has but one, the reason for it. */
  record Outcome(Status status, Optional<String> reason) {
    boolean isMetBy(RunOutcome outcome) {
      return outcome.status() == status
          && (status == Status.MEMORY_EXCEEDED || outcome.reason().equals(reason));
    }
  }

  private static List<Outcome> outcomes(String text) {
    List<Outcome> outcomes = new ArrayList<>();
    Matcher matcher = OUTCOME.matcher(text);
    while (matcher.find()) {
      outcomes.add(
          new Outcome(
              Status.ofJson(matcher.group("status")),
              Optional.ofNullable(matcher.group("reason"))));
    }
    return List.copyOf(outcomes);
  }

  private static List<Byte> unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher piece = PIECE.matcher(text);
    while (piece.lookingAt()) {
      String found = piece.group();
      switch (found.charAt(0) == '\\' ? found.charAt(1) : ' ') {
        case ' ' -> bytes.writeBytes(found.getBytes(StandardCharsets.UTF_8));
        case 'n' -> bytes.write('\n');
        case 'x' -> bytes.write(Integer.parseInt(found.substring(2), 16));
        default -> bytes.write(found.charAt(1));
      }
      piece.region(piece.end(), text.length());
    }
    if (piece.regionStart() < text.length()) {
      throw new IllegalArgumentException("Not an escape: " + text.substring(piece.regionStart()));
    }
    return listOf(bytes.toByteArray());
  }

  private static List<Byte> listOf(byte[] bytes) {
    List<Byte> list = new ArrayList<>(bytes.length);
    for (byte each : bytes) {
      list.add(each);
    }
    return List.copyOf(list);
  }

  private static Map<String, String> limits(Optional<String> text) {
    Map<String, String> limits = new TreeMap<>();
    for (String limit : text.map(all -> all.split(", ", -1)).orElse(new String[0])) {
      if (!LIMIT.matcher(limit).matches()) {
        throw new IllegalArgumentException("Not a limit: " + limit);
      }
      int space = limit.indexOf(' ');
      limits.put(limit.substring(0, space), limit.substring(space + 1));
    }
    return limits;
  }

  boolean outcomeIs(RunOutcome outcome) {
    return outcomes.stream().anyMatch(expected -> expected.isMetBy(outcome));
  }

  boolean outputIs(byte[] actual) {
    return output.isEmpty() || output.get().equals(listOf(actual));
  }

  /** Whether the run uses its time up. */
  boolean isTimeout() {
    return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.TIMEOUT);
  }

  /** These limits, with what the line wants to be different. */
  RunLimits limitsOver(RunLimits usual) {
    RunLimitsBuilder builder =
        usual.toBuilder()
            .cpuTime(duration("cpu", usual.cpuTime()))
            .wallTime(duration("wall", usual.wallTime()))
            .memory(size("memory", usual.memory()))
            .stdout(size("stdout", usual.stdout()))
            .stderr(size("stderr", usual.stderr()))
            .fileSize(size("file-size", usual.fileSize()))
            .tmpSize(size("tmp", usual.tmpSize()))
            .tmpInodes(number("inodes", usual.tmpInodes()))
            .processes(number("processes", usual.processes()))
            .openFiles(number("files", usual.openFiles()))
            .outputPolicy(limits.containsKey("output") ? OutputPolicy.KILL : usual.outputPolicy());
    return limits.containsKey("stack")
        ? builder.stack(size("stack", ByteSize.ZERO)).build()
        : builder.build();
  }

  private Duration duration(String name, Duration usual) {
    String value = limits.get(name);
    return value == null ? usual : Slowness.of(Duration.ofMillis(digits(value)));
  }

  private ByteSize size(String name, ByteSize usual) {
    String value = limits.get(name);
    if (value == null) {
      return usual;
    }
    return value.endsWith("MiB") ? ByteSize.ofMiB(digits(value)) : ByteSize.ofKiB(digits(value));
  }

  private int number(String name, int usual) {
    String value = limits.get(name);
    return value == null ? usual : (int) digits(value);
  }

  private static long digits(String value) {
    return Long.parseLong(value.replaceAll("\\D", ""));
  }
}
