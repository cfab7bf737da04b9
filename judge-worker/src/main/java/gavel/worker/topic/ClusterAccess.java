package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Sees to it that a cluster can be used, in a bounded time and before anything depends on it: that
 * it answers, takes the credentials, has share groups, and allows what is needed. What is wrong is
 * one line that says what to do.
 */
public final class ClusterAccess {
  private ClusterAccess() {}

  /**
   * For a worker: also creates what is missing, see {@link TopicSetup}.
   *
   * @param patience for the brokers to answer at all
   * @param replicationFactor of topics that are created; -1 for what the brokers have as default
   * @param materialises whether the worker writes the latest verdicts, too
   * @return how many partitions each topic of submissions has
   */
  public static Map<String, Integer> ensure(
      Map<String, String> client,
      Duration patience,
      short replicationFactor,
      String group,
      boolean materialises)
      throws QueueFault, InterruptedException {
    try (Admin admin = open(client, patience)) {
      TopicSetup setup =
          new TopicSetup(admin, replicationFactor, new ClusterFaults(client), patience);
      setup.bring(group, materialises);
      return setup.partitions(Lane.everyTopic());
    }
  }

  /** The same for a worker, but nothing is changed; what it lacks, in words. */
  public static List<String> look(
      Map<String, String> client, Duration patience, String group, boolean materialises)
      throws QueueFault, InterruptedException {
    try (Admin admin = open(client, patience)) {
      return new TopicSetup(admin, (short) 1, new ClusterFaults(client), patience)
          .lacking(group, materialises);
    }
  }

  /** What a user lacks who submits and wants to see what comes of it. */
  public static List<String> lackingToSubmit(Map<String, String> client, Duration patience)
      throws QueueFault, InterruptedException {
    try (Admin admin = open(client, patience)) {
      ClusterRights rights = new ClusterRights(admin, new ClusterFaults(client), patience);
      rights.topics(ClusterRights.ofClients());
      return rights.lacking();
    }
  }

  private static Admin open(Map<String, String> client, Duration patience) throws QueueFault {
    Map<String, Object> settings = new HashMap<>(client);
    int millis = Math.toIntExact(patience.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    try {
      return Admin.create(settings);
    } catch (KafkaException unusable) {
      throw new ClusterFaults(client).of("make a client", patience, unusable);
    }
  }
}
