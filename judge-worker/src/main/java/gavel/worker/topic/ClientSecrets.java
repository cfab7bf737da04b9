package gavel.worker.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which settings are secret, and how they are kept out of what is shown and logged. */
public final class ClientSecrets {
  /** Stands where a secret would. */
  public static final String MASK = "********";

  private static final List<String> WORDS =
      List.of(
          "password",
          "secret",
          "token",
          "credential",
          "authorization",
          "otel.headers",
          "jaas",
          "keystore.key",
          "truststore.certificates",
          "basic.auth");

  /** In what follows an equals sign, as JAAS has it. */
  private static final Pattern PART = Pattern.compile("=\\s*\"([^\"]*)\"|=\\s*([^\\s;\"]+)");

  private static final int SHORTEST = 4;

  private ClientSecrets() {}

  /** Whether a key's value is nobody's business; also keys that nobody knows, by their names. */
  public static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains)
        && !lower.endsWith(".class")
        && !lower.endsWith(".url");
  }

  /** The message in one line, with nothing in it that one of the secret settings has. */
  public static String scrub(String message, Map<String, String> client) {
    String scrubbed = message.replaceAll("\\s+", " ").strip();
    for (String secret : secrets(client)) {
      scrubbed = scrubbed.replace(secret, MASK);
    }
    return scrubbed;
  }

  /** Longest first, so that none is left over from another that it is part of. */
  private static List<String> secrets(Map<String, String> client) {
    List<String> secrets = new ArrayList<>();
    client.forEach((key, value) -> {
      if (isSecret(key)) {
        secrets.add(value);
        Matcher parts = PART.matcher(value);
        while (parts.find()) {
          secrets.add(parts.group(1) == null ? parts.group(2) : parts.group(1));
        }
      }
    });
    secrets.removeIf(secret -> secret.length() < SHORTEST);
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    return secrets;
  }
}
