package gavel.worker.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What file, environment and flags say, the later over the earlier; nothing is understood yet. */
final class ConfigValues {
  private static final String CLIENT = "kafka.client.";
  private static final String CLIENT_VARIABLE = "GAVEL_KAFKA_CLIENT_";
  private static final String COMMAND_LINE = "command line";

  /** Kafka's own way to refer to what is elsewhere, whose references look like ours. */
  private static final String PROVIDERS = "config.providers";

  /** The texts of a key and where they come from. */
  record Value(List<String> texts, String origin) {}

  private final Map<ConfigKey, Value> values = new LinkedHashMap<>();
  private final Map<String, Value> client = new TreeMap<>();
  private final Map<String, Setting> settings = new TreeMap<>();
  private final List<String> problems;
  private final Placeholders placeholders;

  /** What is wrong is added to the list. */
  ConfigValues(List<String> problems, Map<String, String> environment) {
    this.problems = problems;
    this.placeholders = new Placeholders(environment);
  }

  Optional<Value> get(ConfigKey key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Settings of the Kafka client that are passed on; what they refer to is put in. */
  Map<String, String> client() {
    ClientKeys.check(client, problems);
    boolean theirs = client.containsKey(PROVIDERS);
    Map<String, String> filled = new LinkedHashMap<>();
    client.forEach((key, value) -> {
      List<String> texts = theirs ? value.texts() : filled(CLIENT + key, value);
      filled.put(key, String.join(",", texts));
    });
    return filled;
  }

  /** Everything that was set, as it may be shown to anybody. */
  Map<String, Setting> settings() {
    return settings;
  }

  void addFile(Path file) {
    ConfigFile.read(file, this::add, problems);
  }

  void addEnvironment(Map<String, String> environment) {
    Map<String, ConfigKey> known = new TreeMap<>();
    Stream.of(ConfigKey.values()).forEach(key -> known.put(key.variable(), key));
    environment.keySet().stream()
        .sorted()
        .forEach(name -> {
          @Nullable ConfigKey key = known.get(name);
          String text = String.valueOf(environment.get(name));
          String origin = "environment: " + name;
          if (name.startsWith(CLIENT_VARIABLE)) {
            String setting = name.substring(CLIENT_VARIABLE.length()).toLowerCase(Locale.ROOT);
            add(CLIENT + setting.replace('_', '.'), List.of(text), origin);
          } else if (key != null) {
            add(key.key(), split(key, text), origin);
          } else if (ConfigKey.claims(name)) {
            problems.add(origin + " is not known" + meant(name, known.keySet()));
          }
        });
  }

  void addFlags(Map<String, String> flags) {
    flags.forEach((key, text) ->
        add(
            key,
            ConfigKey.of(key).map(known -> split(known, text)).orElse(List.of(text)),
            COMMAND_LINE));
  }

  private void add(String key, List<String> texts, String origin) {
    if (key.startsWith(CLIENT)) {
      client.put(key.substring(CLIENT.length()), new Value(texts, origin));
      settings.put(key, Setting.of(key, texts, origin));
      return;
    }
    Optional<ConfigKey> known = ConfigKey.of(key);
    if (known.isEmpty()) {
      List<String> keys = Stream.of(ConfigKey.values()).map(ConfigKey::key).toList();
      problems.add(origin + ": " + key + " is not known" + meant(key, keys));
    } else {
      settings.put(key, Setting.of(key, texts, origin));
      Value value = new Value(texts, origin);
      values.put(known.get(), new Value(filled(key, value), origin));
    }
  }

  private static String meant(String word, Collection<String> known) {
    return Spelling.nearest(word, known).map(each -> "; " + each + " may be meant").orElse("");
  }

  private List<String> filled(String key, Value value) {
    List<String> filled = new ArrayList<>();
    for (String text : value.texts()) {
      try {
        filled.add(placeholders.fill(text));
      } catch (Placeholders.Missing missing) {
        problems.add(value.origin() + ": " + key + " " + missing.getMessage());
        filled.add(text);
      }
    }
    return filled;
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
