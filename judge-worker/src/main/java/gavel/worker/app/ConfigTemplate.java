package gavel.worker.app;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A configuration with every key and what it means, for people to begin with. */
final class ConfigTemplate {
  private static final String HEAD =
      """
      # Configuration of gavel-worker; docs/configuration.md has more about it.
      # What stands behind # is what holds unless something else is set. Each key can also be set by the
      # environment (kafka.bootstrap is GAVEL_KAFKA_BOOTSTRAP) and as a flag (--kafka.bootstrap).
      # In every value ${env:NAME} is a variable and ${file:/path} the content of a file: keep secrets there.
      """;

  private static final String CLIENT =
      """
        # client settings of Kafka, passed on as they are, for instance:
        #client:
        #  security.protocol: SASL_SSL
        #  sasl.mechanism: SCRAM-SHA-512
        #  sasl.jaas.config: >-
        #    org.apache.kafka.common.security.scram.ScramLoginModule required
        #    username="gavel" password="${file:/etc/gavel/kafka-password}";
        #  ssl.truststore.type: PEM
        #  ssl.truststore.location: /etc/gavel/ca.pem
      """;

  private ConfigTemplate() {}

  static String text() {
    return HEAD
        + Stream.of(ConfigKey.values())
            .map(ConfigTemplate::section)
            .distinct()
            .map(ConfigTemplate::written)
            .collect(Collectors.joining());
  }

  private static String written(String section) {
    String keys =
        Stream.of(ConfigKey.values())
            .filter(key -> section(key).equals(section))
            .map(key -> written(key, key.key().substring(section.length() + 1)))
            .collect(Collectors.joining());
    return "\n" + section + ":\n" + keys + (section.equals("kafka") ? CLIENT : "");
  }

  private static String written(ConfigKey key, String name) {
    String sample =
        switch (key) {
          case KAFKA_BOOTSTRAP -> name + ": localhost:9092";
          case PROBLEMS_DIRS -> name + ": [/var/lib/gavel/problems]";
          default -> "#" + name + ": " + key.usual().orElse("");
        };
    return ("  # " + key.explained() + "\n  " + sample).stripTrailing() + "\n";
  }

  private static String section(ConfigKey key) {
    return key.key().substring(0, key.key().indexOf('.'));
  }
}
