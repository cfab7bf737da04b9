package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a command, so that what is left to refuse is the kernel's. */
final class CommandFields {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int MOST_WORDS = 1024;
  private static final int MOST_BYTES = 128 << 10;
  private static final int LONGEST_DIRECTORY = 1024;
  private static final Duration LONGEST = Duration.ofHours(1);

  private CommandFields() {}

  static List<String> argv(List<String> argv) {
    required("argv", argv).forEach(word -> required("argv", word));
    List<String> words = List.copyOf(argv);
    require(
        !words.isEmpty() && !words.getFirst().isEmpty(), "argv", "does not begin with a program");
    require(words.size() <= MOST_WORDS, "argv", "has over " + MOST_WORDS + " words");
    require(words.stream().noneMatch(CommandFields::hasNul), "argv", "has a NUL character");
    require(
        words.stream().allMatch(CommandFields::fits),
        "argv",
        "has a word of over " + WordFields.LONGEST + " bytes");
    require(bytes(words) <= MOST_BYTES, "argv", "has over " + MOST_BYTES + " bytes together");
    return words;
  }

  static Map<String, String> env(@Nullable Map<String, String> env) {
    if (env == null) {
      return Map.of();
    }
    for (Map.Entry<String, String> variable : env.entrySet()) {
      String name = variable.getKey();
      require(VARIABLE.matcher(name).matches(), "env", "has '" + name + "', which is no name");
      String value = required("env." + name, variable.getValue());
      require(!hasNul(value), "env." + name, "has a NUL character");
      require(
          fits(name + "=" + value),
          "env." + name,
          "has over " + WordFields.LONGEST + " bytes with its name");
    }
    require(
        bytes(List.copyOf(env.values())) <= MOST_BYTES,
        "env",
        "has over " + MOST_BYTES + " bytes together");
    return Map.copyOf(env);
  }

  static void checkDirectory(@Nullable String cwd) {
    require(
        cwd == null || (cwd.startsWith("/") && cwd.length() <= LONGEST_DIRECTORY && !hasNul(cwd)),
        "cwd",
        "is no absolute path of at most " + LONGEST_DIRECTORY + " characters");
  }

  static void checkTimeout(@Nullable Duration timeout) {
    require(
        timeout == null || (timeout.isPositive() && timeout.compareTo(LONGEST) <= 0),
        "timeout_ms",
        "must be between 1 and " + LONGEST.toMillis());
  }

  private static boolean hasNul(String text) {
    return text.indexOf(0) >= 0;
  }

  private static boolean fits(String word) {
    return word.getBytes(StandardCharsets.UTF_8).length <= WordFields.LONGEST;
  }

  private static long bytes(List<String> texts) {
    return texts.stream().mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length + 1).sum();
  }
}
