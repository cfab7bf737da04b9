package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Brings a cluster to what {@link Topics} says, as far as it lets us. */
public final class TopicSetup {
  private static final String SHARE_FEATURE = "share.version";

  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final Duration SETTLE_STEP = Duration.ofMillis(20);

  private final Admin admin;
  private final short replicationFactor;

  private TopicSetup(Admin admin, short replicationFactor) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
  }

  /**
   * Creates missing topics and sets the group's settings where they differ; existing topics stay as
   * they are.
   *
   * @param replicationFactor of topics that are created
   * @param group the share group of the workers
   * @throws QueueFault when the cluster has no share groups, or what is missing cannot be created;
   *     it names all of that
   */
  public static void ensure(Admin admin, short replicationFactor, String group)
      throws QueueFault, InterruptedException {
    TopicSetup setup = new TopicSetup(admin, replicationFactor);
    setup.requireShareGroups();
    List<String> refused = new ArrayList<>();
    setup.ensureTopics().ifPresent(refused::add);
    setup.ensureGroup(group).ifPresent(refused::add);
    if (!refused.isEmpty()) {
      throw new QueueFault(
          "This user may not set up the cluster; have somebody who may do so: "
              + String.join("; ", refused),
          false);
    }
  }

  private void requireShareGroups() throws QueueFault, InterruptedException {
    Map<String, FinalizedVersionRange> features =
        await("ask the cluster for its features", admin.describeFeatures().featureMetadata())
            .finalizedFeatures();
    FinalizedVersionRange share = features.get(SHARE_FEATURE);
    if (share == null || share.maxVersionLevel() < 1) {
      throw new QueueFault(
          "The cluster has no share groups (feature "
              + SHARE_FEATURE
              + " is off), which the workers take submissions from: use Kafka 4.2 or newer and run"
              + " `kafka-features.sh upgrade --feature share.version=1`",
          false);
    }
  }

  private Optional<String> ensureTopics() throws QueueFault, InterruptedException {
    Set<String> present = await("list the topics", admin.listTopics().names());
    List<String> refused = new ArrayList<>();
    for (TopicSpec topic : Topics.all()) {
      if (present.contains(topic.name())) {
        continue;
      }
      try {
        admin.createTopics(List.of(newTopic(topic))).all().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          refused.add(
              "create topic "
                  + topic.name()
                  + " with "
                  + topic.partitions()
                  + " partitions and "
                  + new TreeMap<>(topic.settings()));
        } else if (!(e.getCause() instanceof TopicExistsException)) {
          throw KafkaFaults.of("create topic " + topic.name(), causeOf(e));
        }
      }
    }
    return refused.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", refused));
  }

  private NewTopic newTopic(TopicSpec topic) {
    return new NewTopic(topic.name(), topic.partitions(), replicationFactor)
        .configs(topic.settings());
  }

  private Optional<String> ensureGroup(String group) throws QueueFault, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    try {
      Map<String, String> wrong = wrongSettings(resource);
      if (!wrong.isEmpty()) {
        admin.incrementalAlterConfigs(Map.of(resource, set(wrong))).all().get();
        awaitSettings(resource);
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.of("set for group " + group + ": " + new TreeMap<>(Topics.groupSettings()));
      }
      throw KafkaFaults.of("set up share group " + group, causeOf(e));
    }
  }

  /**
   * The controller answers before the brokers know. A member that joins in between would start the
   * group with the broker's defaults, at the end of the topic.
   */
  private void awaitSettings(ConfigResource resource)
      throws QueueFault, InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + SETTLE.toNanos();
    while (!wrongSettings(resource).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new QueueFault(
            "Set "
                + wrongSettings(resource)
                + " for group "
                + resource.name()
                + ", but the cluster does not show it after "
                + SETTLE.toSeconds()
                + " s",
            true);
      }
      Thread.sleep(SETTLE_STEP);
    }
  }

  private Map<String, String> wrongSettings(ConfigResource resource)
      throws ExecutionException, InterruptedException {
    return differing(
        admin
            .describeConfigs(List.of(resource))
            .all()
            .get()
            .getOrDefault(resource, new Config(List.of())));
  }

  private static Map<String, String> differing(Config present) {
    Map<String, String> wrong = new TreeMap<>(Topics.groupSettings());
    wrong.entrySet().removeIf(wanted -> stands(present, wanted));
    return wrong;
  }

  private static boolean stands(Config present, Map.Entry<String, String> wanted) {
    ConfigEntry entry = present.get(wanted.getKey());
    return entry != null && wanted.getValue().equals(entry.value());
  }

  private static Collection<AlterConfigOp> set(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting ->
            new AlterConfigOp(
                new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  private static <T> T await(String tried, KafkaFuture<T> answer)
      throws QueueFault, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw KafkaFaults.of(tried, causeOf(e));
    }
  }

  private static Throwable causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }
}
