package gavel.cli.client;

import gavel.cli.program.EnvironmentProblem;
import gavel.worker.topic.ClusterFaults;
import gavel.worker.topic.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** What stands before a submission, as the brokers say. For one thread. */
public final class QueueView implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Map<String, String> client;
  private final String workers;
  private final Admin admin;

  /**
   * A partition of a topic of submissions.
   *
   * @param first the offset of the first record that the workers are not done with
   * @param end the offset of the next record that comes
   * @param open how many records they are not done with, those in hand included
   * @param served whether workers of that group have ever been there
   */
  public record Line(String topic, int partition, long first, long end, long open, boolean served) {
    /**
     * How many records at most stand before the one at that offset: some of those between it and
     * the first may be done. Nothing where it is done itself.
     */
    public OptionalLong before(long offset) {
      return offset < first || open == 0
          ? OptionalLong.empty()
          : OptionalLong.of(Math.min(offset - first, open - 1));
    }
  }

  /**
   * Does not connect yet.
   *
   * @param client settings of Kafka's clients
   * @param workers what the share groups of the workers are called
   */
  public static QueueView open(Map<String, String> client, String workers)
      throws EnvironmentProblem {
    Map<String, Object> settings = new HashMap<>(client);
    int timeout = Math.toIntExact(TIMEOUT.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    try {
      return new QueueView(client, workers, Admin.create(settings));
    } catch (KafkaException unusable) {
      throw SubmissionClient.problem(client, "make a client", unusable);
    }
  }

  private QueueView(Map<String, String> client, String workers, Admin admin) {
    this.client = client;
    this.workers = workers;
    this.admin = admin;
  }

  /** Every topic of submissions, the most urgent first. */
  public List<Line> lines() throws EnvironmentProblem, InterruptedException {
    return lines(Lane.everyTopic());
  }

  /** Those topics. */
  public List<Line> lines(List<String> topics) throws EnvironmentProblem, InterruptedException {
    try {
      List<TopicPartition> partitions = partitions(topics);
      Map<TopicPartition, SharePartitionOffsetInfo> told = told(topics);
      Map<TopicPartition, ListOffsetsResultInfo> begins =
          offsets(partitions, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
      List<Line> lines = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        ListOffsetsResultInfo begin = begins.get(partition);
        ListOffsetsResultInfo end = ends.get(partition);
        if (begin != null && end != null) {
          lines.add(line(partition, told.get(partition), begin.offset(), end.offset()));
        }
      }
      return lines;
    } catch (ExecutionException failed) {
      throw problem("ask for the queue", failed);
    }
  }

  /** Whether somebody takes submissions from that topic, busy or not. */
  public boolean isTaken(String topic) throws EnvironmentProblem, InterruptedException {
    String group = Lane.group(workers, topic);
    try {
      return admin.describeShareGroups(List.of(group)).all().get().values().stream()
          .anyMatch(described -> !described.members().isEmpty());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw problem("ask for the workers", failed);
    }
  }

  private EnvironmentProblem problem(String tried, ExecutionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return new EnvironmentProblem(
        String.valueOf(new ClusterFaults(client).of(tried, TIMEOUT, cause).getMessage()), failed);
  }

  /** Where nobody has ever been in a group, all of its topic waits. */
  private static Line line(
      TopicPartition partition, @Nullable SharePartitionOffsetInfo told, long begin, long end) {
    long first = Math.max(begin, told == null ? 0 : told.startOffset());
    long open = told == null ? end - first : told.lag().map(Number::longValue).orElse(end - first);
    return new Line(
        partition.topic(), partition.partition(), first, end, Math.max(0, open), told != null);
  }

  private List<TopicPartition> partitions(List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described = admin.describeTopics(topics).allTopicNames().get();
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      TopicDescription told = described.get(topic);
      if (told != null) {
        told.partitions()
            .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
      }
    }
    return partitions;
  }

  private Map<TopicPartition, SharePartitionOffsetInfo> told(List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, ListShareGroupOffsetsSpec> groups = new HashMap<>();
    topics.forEach(
        topic -> groups.put(Lane.group(workers, topic), new ListShareGroupOffsetsSpec()));
    ListShareGroupOffsetsResult asked = admin.listShareGroupOffsets(groups);
    Map<TopicPartition, SharePartitionOffsetInfo> told = new HashMap<>();
    for (String group : groups.keySet()) {
      try {
        asked
            .partitionsToOffsetInfo(group)
            .get()
            .forEach((partition, info) -> {
              if (info != null && Lane.group(workers, partition.topic()).equals(group)) {
                told.put(partition, info);
              }
            });
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
          throw failed;
        }
      }
    }
    return told;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    return admin.listOffsets(asked).all().get();
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
