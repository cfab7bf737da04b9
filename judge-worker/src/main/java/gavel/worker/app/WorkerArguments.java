package gavel.worker.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The command line of the worker.
 *
 * @param checkOnly whether to check the configuration and not to start
 * @param connect whether that goes as far as the cluster
 * @param json whether what was found is told as JSON
 * @param template whether to print a configuration to begin with
 * @param untilStdinEnds whether to end when standard input does
 * @param flags keys of the configuration with their texts
 */
record WorkerArguments(
    Optional<Path> config,
    boolean checkOnly,
    boolean connect,
    boolean json,
    boolean template,
    boolean untilStdinEnds,
    boolean help,
    Map<String, String> flags) {

  static final String USAGE =
      """
      usage: gavel-worker [--config FILE] [--KEY VALUE]... [--until-stdin-ends]
             gavel-worker [--config FILE] [--KEY VALUE]... --check-config [--connect] [--json]
             gavel-worker --print-config-template
      Takes submissions off Kafka and publishes verdicts.
        --check-config           looks at everything that is configured, and does not start; exit code 0, 2
                                 for mistakes in the configuration, 3 for what the machine lacks
        --connect                with it: also whether cluster and store can be used, without changing them
        --json                   with it: as JSON
        --print-config-template  a configuration with every key, to begin with
        --until-stdin-ends       ends when standard input does
      Each KEY can stand in the YAML file, in the environment (kafka.bootstrap is GAVEL_KAFKA_BOOTSTRAP) and
      here, the last of these first. kafka.client.NAME is passed on to Kafka's client: security.protocol,
      sasl.jaas.config and so on. ${env:NAME} and ${file:/path} in values stand for a variable and a file.
      """
          + Arrays.stream(ConfigKey.values())
              .map(key -> String.format(Locale.ROOT, "  %-20s %s%n", key.key(), key.meaning()))
              .collect(Collectors.joining());

  /** What was asked for cannot be understood. */
  static final class Misuse extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    Misuse(String message) {
      super(message);
    }
  }

  static WorkerArguments parse(List<String> arguments) throws Misuse {
    Optional<Path> config = Optional.empty();
    List<String> switches = new ArrayList<>();
    Map<String, String> flags = new LinkedHashMap<>();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--check-config",
            "--connect",
            "--json",
            "--print-config-template",
            "--until-stdin-ends",
            "--help" ->
            switches.add(word);
        case String option when option.startsWith("--") -> {
          int equals = option.indexOf('=');
          String key = option.substring(2, equals < 0 ? option.length() : equals);
          String text = equals < 0 ? next(option, words) : option.substring(equals + 1);
          if (key.equals("config")) {
            config = Optional.of(Path.of(text));
          } else {
            flags.put(key, text);
          }
        }
        default -> throw new Misuse("'" + word + "' is not an option");
      }
    }
    if (!switches.contains("--check-config")
        && (switches.contains("--connect") || switches.contains("--json"))) {
      throw new Misuse("--connect and --json are for --check-config");
    }
    return new WorkerArguments(
        config,
        switches.contains("--check-config"),
        switches.contains("--connect"),
        switches.contains("--json"),
        switches.contains("--print-config-template"),
        switches.contains("--until-stdin-ends"),
        switches.contains("--help"),
        flags);
  }

  private static String next(String option, Iterator<String> words) throws Misuse {
    if (!words.hasNext()) {
      throw new Misuse(option + " needs a value");
    }
    return words.next();
  }
}
