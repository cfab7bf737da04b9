package gavel.worker.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in what values refer to: <code>${env:NAME}</code> is an environment variable, <code>
 * ${file:/PATH}</code> the content of a file without the line's end. So a configuration need hold
 * no secret itself. What is put in is not looked at again.
 */
record Placeholders(Map<String, String> environment) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");
  private static final long LARGEST = 1 << 16;

  /** What is referred to is not there; the message never has a value in it. */
  static final class Missing extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    Missing(String message) {
      super(message);
    }
  }

  /** Whether there is anything to put in. */
  static boolean in(String text) {
    return REFERENCE.matcher(text).find();
  }

  String fill(String text) throws Missing {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value =
          matcher.group(1).equals("env") ? variable(matcher.group(2)) : file(matcher.group(2));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }

  private String variable(String name) throws Missing {
    String value = environment.get(name);
    if (value == null) {
      throw new Missing("refers to ${env:" + name + "}, and there is no such variable");
    }
    return value;
  }

  private static String file(String name) throws Missing {
    try {
      Path path = Path.of(name);
      if (Files.size(path) > LARGEST) {
        throw new Missing("refers to ${file:" + name + "}, which is over 64 KiB");
      }
      return Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Missing("refers to ${file:" + name + "}, which cannot be read: " + why(unreadable));
    }
  }

  private static String why(Exception unreadable) {
    return unreadable.getClass().getSimpleName();
  }
}
