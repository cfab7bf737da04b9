package gavel.worker.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings topics that somebody else made to what the pipeline relies on. A broker that creates
 * topics by itself makes them with its own defaults when a client is faster than the first worker:
 * verdicts would be gone after a week, and judged once more. What nobody chose is set; what
 * somebody set for a topic is theirs, and refused where something would be lost. Names of settings
 * are those of Kafka's documentation, "Topic Configs".
 */
final class StandingTopics {
  private static final Logger LOG = LoggerFactory.getLogger(StandingTopics.class);
  private static final String RETENTION = "retention.ms";
  private static final String LARGEST = "max.message.bytes";

  private final Admin admin;

  StandingTopics(Admin admin) {
    this.admin = admin;
  }

  /**
   * Sets what nobody chose.
   *
   * @return what would lose or garble something still, each with the command that mends it
   */
  List<String> mend(Collection<TopicSpec> topics) throws ExecutionException, InterruptedException {
    List<String> unfit = new ArrayList<>();
    for (TopicSpec topic : topics) {
      mend(topic).ifPresent(unfit::add);
    }
    return unfit;
  }

  private Optional<String> mend(TopicSpec topic) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    Map<String, ConfigEntry> present = settings(resource);
    Map<String, String> wrong =
        wrong(
            topic,
            present.values().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    if (wrong.keySet().stream().noneMatch(name -> isChosen(present.get(name)))) {
      try {
        admin
            .incrementalAlterConfigs(
                Map.of(
                    resource,
                    wrong.keySet().stream()
                        .map(name ->
                            new AlterConfigOp(
                                new ConfigEntry(name, topic.settings().get(name)),
                                AlterConfigOp.OpType.SET))
                        .toList()))
            .all()
            .get();
        LOG.info("Topic {} had the broker's defaults, not what workers rely on: set", topic.name());
        return Optional.empty();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw e;
        }
        LOG.debug("The settings of {} may not be changed", topic.name(), e);
      }
    }
    return Optional.of(command(topic, wrong));
  }

  private static boolean isChosen(@Nullable ConfigEntry entry) {
    return entry != null && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
  }

  private static String command(TopicSpec topic, Map<String, String> wrong) {
    return "topic "
        + topic.name()
        + " has other settings than workers rely on: kafka-configs.sh --alter --entity-type topics"
        + " --entity-name "
        + topic.name()
        + " --add-config "
        + String.join(
            ",",
            wrong.keySet().stream().map(name -> name + "=" + topic.settings().get(name)).toList());
  }

  /** Nothing where they may not be seen: to see them is not a right that workers need. */
  private Map<String, ConfigEntry> settings(ConfigResource topic)
      throws ExecutionException, InterruptedException {
    Map<String, ConfigEntry> settings = new TreeMap<>();
    try {
      admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .getOrDefault(topic, new Config(List.of()))
          .entries()
          .forEach(entry -> settings.put(entry.name(), entry));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      LOG.debug("The settings of {} may not be seen", topic.name(), e);
    }
    return settings;
  }

  /** The present values of settings that are not as they have to be. */
  static Map<String, String> wrong(TopicSpec topic, Map<String, String> present) {
    Map<String, String> wrong = new TreeMap<>(present);
    wrong.entrySet().removeIf(each -> fits(topic, each.getKey(), each.getValue()));
    return wrong;
  }

  private static boolean fits(TopicSpec topic, String name, String value) {
    String wanted = topic.settings().get(name);
    if (wanted == null) {
      return true;
    }
    return switch (name) {
      case RETENTION -> keepsLongEnough(topic, Long.parseLong(value));
      case LARGEST -> Long.parseLong(value) >= Long.parseLong(wanted);
      default -> wanted.equals(value);
    };
  }

  /** A verdict must stand as long as its submission; the rest is for those to decide who run it. */
  private static boolean keepsLongEnough(TopicSpec topic, long retention) {
    return retention < 0
        || !topic.name().equals(Topics.VERDICTS)
        || retention >= Topics.SUBMISSIONS_KEPT.toMillis();
  }
}
