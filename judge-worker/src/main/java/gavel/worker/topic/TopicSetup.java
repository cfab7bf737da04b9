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
  private final ClusterFaults faults;
  private final Duration patience;

  /** The patience is what the admin client has. */
  TopicSetup(Admin admin, short replicationFactor, ClusterFaults faults, Duration patience) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
    this.faults = faults;
    this.patience = patience;
  }

  /**
   * Creates missing topics and sets the group's settings where they differ; of existing topics what
   * nobody chose and would lose something. See {@link StandingTopics}.
   *
   * @param workers what the share groups of the workers are called; see {@link Lane#group}
   * @param materialises whether this worker writes the latest verdicts, too
   * @throws QueueFault when the cluster has no share groups, or what is missing cannot be created,
   *     or the user may not do what a worker does, or topics would lose what workers rely on; it
   *     names all of that
   */
  void bring(String workers, boolean materialises) throws QueueFault, InterruptedException {
    requireShareGroups();
    ClusterRights rights = rights(workers, materialises);
    if (materialises) {
      rights.transactions(Topics.MATERIALISERS, true);
    }
    List<String> refused = new ArrayList<>(rights.lacking());
    refused.addAll(createTopics(rights.absent()));
    for (String topic : Lane.everyTopic()) {
      ensureGroup(Lane.group(workers, topic)).ifPresent(refused::add);
    }
    if (!refused.isEmpty()) {
      throw new QueueFault(
          "This user may not: "
              + String.join("; ", refused)
              + ". Have it allowed (kafka-acls.sh), or done by somebody who may",
          false);
    }
    List<String> unfit = unfit(materialises);
    if (!unfit.isEmpty()) {
      throw new QueueFault("Correct them: " + String.join("; ", unfit), false);
    }
  }

  /** Progress may be lost; what is said of all other topics has to hold. */
  private List<String> unfit(boolean materialises) throws QueueFault, InterruptedException {
    Set<String> used = ClusterRights.ofWorkers(materialises).keySet();
    try {
      return new StandingTopics(admin)
          .mend(
              Topics.all().stream()
                  .filter(topic -> used.contains(topic.name()))
                  .filter(topic -> !topic.name().equals(Topics.PROGRESS))
                  .toList());
    } catch (ExecutionException e) {
      throw faults.of("see the settings of the topics", patience, KafkaFaults.causeOf(e));
    }
  }

  /**
   * How many partitions each topic has.
   *
   * @throws QueueFault when one does not exist, or the cluster does not say
   */
  Map<String, Integer> partitions(Collection<String> topics)
      throws QueueFault, InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    await("describe the topics", admin.describeTopics(topics).allTopicNames())
        .forEach((name, topic) -> counts.put(name, topic.partitions().size()));
    return counts;
  }

  /** The same with an admin client of the caller's, whose patience is its own. */
  public static void ensure(Admin admin, short replicationFactor, String workers)
      throws QueueFault, InterruptedException {
    new TopicSetup(admin, replicationFactor, new ClusterFaults(Map.of()), SETTLE)
        .bring(workers, true);
  }

  /** Changes nothing; what is missing is not said where a worker would create it. */
  List<String> lacking(String workers, boolean materialises)
      throws QueueFault, InterruptedException {
    requireShareGroups();
    ClusterRights rights = rights(workers, materialises);
    if (materialises) {
      rights.transactions(Topics.MATERIALISERS, false);
    }
    return rights.lacking().stream().map(right -> "this user may not " + right).toList();
  }

  private ClusterRights rights(String workers, boolean materialises)
      throws QueueFault, InterruptedException {
    ClusterRights rights = new ClusterRights(admin, faults, patience);
    rights.topics(ClusterRights.ofWorkers(materialises));
    if (materialises) {
      rights.consumers(Topics.MATERIALISERS);
    }
    for (String topic : Lane.everyTopic()) {
      rights.group(Lane.group(workers, topic));
    }
    return rights;
  }

  private void requireShareGroups() throws QueueFault, InterruptedException {
    Map<String, FinalizedVersionRange> features =
        await("ask for the features of the cluster", admin.describeFeatures().featureMetadata())
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

  /** Of those that are not there; what is refused, in words. */
  private List<String> createTopics(Set<String> absent) throws QueueFault, InterruptedException {
    List<String> refused = new ArrayList<>();
    for (TopicSpec topic : Topics.all()) {
      if (!absent.contains(topic.name())) {
        continue;
      }
      try {
        admin.createTopics(List.of(newTopic(topic))).all().get();
      } catch (ExecutionException e) {
        switch (KafkaFaults.causeOf(e)) {
          case AuthorizationException _ ->
              refused.add(
                  "create topic "
                      + topic.name()
                      + " with "
                      + topic.partitions()
                      + " partitions and "
                      + new TreeMap<>(topic.settings()));
          case TopicExistsException _ -> {
            // another worker was faster
          }
          case Throwable other -> throw faults.of("create topic " + topic.name(), patience, other);
        }
      }
    }
    return refused;
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
        return Optional.of(
            "describe and alter the configs of group "
                + group
                + " ("
                + new TreeMap<>(Topics.groupSettings())
                + ")");
      }
      throw faults.of("set up share group " + group, patience, KafkaFaults.causeOf(e));
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

  private <T> T await(String tried, KafkaFuture<T> answer) throws QueueFault, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw faults.of(tried, patience, KafkaFaults.causeOf(e));
    }
  }
}
