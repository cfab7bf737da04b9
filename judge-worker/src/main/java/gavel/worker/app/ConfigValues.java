package gavel.worker.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What file, environment and flags say, the later over the earlier; nothing is understood yet. */
final class ConfigValues {
  private static final String CLIENT = "kafka.client.";
  private static final long LARGEST_FILE = 1 << 20;
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /** The texts of a key and where they come from. */
  record Value(List<String> texts, String origin) {}

  private final Map<ConfigKey, Value> values = new LinkedHashMap<>();
  private final Map<String, String> client = new LinkedHashMap<>();
  private final List<String> problems;

  /** What is wrong is added to the list. */
  ConfigValues(List<String> problems) {
    this.problems = problems;
  }

  Optional<Value> get(ConfigKey key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Settings of the Kafka client that the file passes on. */
  Map<String, String> client() {
    return client;
  }

  void addFile(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        problems.add(file + ": is over 1 MiB");
        return;
      }
      JsonNode root = YAML.readTree(Files.readAllBytes(file));
      if (root.isObject()) {
        addAll("", root, file.toString());
      } else if (!root.isMissingNode() && !root.isNull()) {
        problems.add(file + ": is not a map of keys");
      }
    } catch (JsonProcessingException malformed) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s:%d: is not YAML: %s",
              file,
              malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr(),
              malformed.getOriginalMessage()));
    } catch (IOException unreadable) {
      problems.add(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private void addAll(String prefix, JsonNode map, String origin) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        addAll(key + ".", value, origin);
      } else if (value.isArray()) {
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.asText()));
        add(key, texts, origin);
      } else if (!value.isNull()) {
        add(key, List.of(value.asText()), origin);
      }
    }
  }

  void addEnvironment(Map<String, String> environment) {
    for (ConfigKey key : ConfigKey.values()) {
      String text = environment.get(key.variable());
      if (text != null) {
        values.put(key, new Value(split(key, text), "environment"));
      }
    }
    List<String> known = Stream.of(ConfigKey.values()).map(ConfigKey::variable).toList();
    environment.keySet().stream()
        .filter(name -> ConfigKey.claims(name) && !known.contains(name))
        .sorted()
        .forEach(name -> problems.add("environment: " + name + " is not known"));
  }

  void addFlags(Map<String, String> flags) {
    flags.forEach((key, text) ->
        add(
            key,
            ConfigKey.of(key).map(known -> split(known, text)).orElse(List.of(text)),
            "command line"));
  }

  private void add(String key, List<String> texts, String origin) {
    if (key.startsWith(CLIENT)) {
      client.put(key.substring(CLIENT.length()), String.join(",", texts));
      return;
    }
    Optional<ConfigKey> known = ConfigKey.of(key);
    if (known.isEmpty()) {
      problems.add(origin + ": " + key + " is not known");
    } else {
      values.put(known.get(), new Value(texts, origin));
    }
  }

  /** In one text, directories stand as in PATH and words with spaces between them. */
  private static List<String> split(ConfigKey key, String text) {
    return switch (key) {
      case PROBLEMS_DIRS -> List.of(text.split(Pattern.quote(File.pathSeparator)));
      case GUEST_COMMAND -> List.of(text.strip().split("\\s+"));
      default -> List.of(text);
    };
  }
}
