package gavel.worker.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of the topics of submissions their share groups are not done with, as the
 * brokers say whenever {@link #refresh} asks them; those in hand are among them.
 */
public final class QueueLag implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueLag.class);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Admin admin;
  private final Map<String, String> groups;
  private final Duration patience;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicBoolean everSeen = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile Map<String, Long> known = Map.of();

  /**
   * Does not ask yet.
   *
   * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
   * @param groups the share group of each topic
   * @param patience for each answer
   */
  public QueueLag(Map<String, String> client, Map<String, String> groups, Duration patience) {
    Map<String, Object> settings = new HashMap<>(client);
    int timeout = Math.toIntExact(patience.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    this.admin = Admin.create(settings);
    this.groups = Map.copyOf(groups);
    this.patience = patience;
  }

  /** Asks; what cannot be learnt is not known afterwards. */
  public void refresh() throws InterruptedException {
    try {
      known = ask();
      if (failing.compareAndSet(true, false)) {
        LOG.info("The lag of the queue is known again");
      }
    } catch (ExecutionException | TimeoutException failed) {
      known = Map.of();
      if (failing.compareAndSet(false, true)) {
        LOG.warn("The lag of the queue is not known until further notice: {}", why(failed));
      }
    }
  }

  private static String why(Exception failed) {
    return String.valueOf(failed.getCause() == null ? failed : failed.getCause());
  }

  private Map<String, Long> ask()
      throws ExecutionException, TimeoutException, InterruptedException {
    List<TopicPartition> partitions = partitions();
    seen.set(System.nanoTime());
    everSeen.set(true);
    Map<TopicPartition, SharePartitionOffsetInfo> offsets = offsets();
    List<TopicPartition> untold = new ArrayList<>();
    Map<String, Long> lags = new HashMap<>();
    for (TopicPartition partition : partitions) {
      SharePartitionOffsetInfo info = offsets.get(partition);
      if (info != null && info.lag().isPresent()) {
        lags.merge(partition.topic(), info.lag().get(), Long::sum);
      } else {
        untold.add(partition);
      }
    }
    if (!untold.isEmpty()) {
      addUntouched(untold, offsets, lags);
    }
    return Map.copyOf(lags);
  }

  private List<TopicPartition> partitions()
      throws ExecutionException, TimeoutException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic :
        now(admin.describeTopics(groups.keySet()).allTopicNames()).values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(topic.name(), partition.partition()));
      }
    }
    return partitions;
  }

  /** None for a group in which nobody has ever been. */
  private Map<TopicPartition, SharePartitionOffsetInfo> offsets()
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, ListShareGroupOffsetsSpec> specs = new HashMap<>();
    groups.values().forEach(group -> specs.put(group, new ListShareGroupOffsetsSpec()));
    ListShareGroupOffsetsResult asked = admin.listShareGroupOffsets(specs);
    Map<TopicPartition, SharePartitionOffsetInfo> all = new HashMap<>();
    for (String group : specs.keySet()) {
      try {
        now(asked.partitionsToOffsetInfo(group))
            .forEach((partition, info) -> {
              if (group.equals(groups.get(partition.topic()))) {
                all.put(partition, info);
              }
            });
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
          throw failed;
        }
      }
    }
    return all;
  }

  /** Where the brokers say nothing: all from the group's start, or the partition's, to its end. */
  private void addUntouched(
      List<TopicPartition> partitions,
      Map<TopicPartition, SharePartitionOffsetInfo> offsets,
      Map<String, Long> lags)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    partitions.forEach(partition -> {
      first.put(partition, OffsetSpec.earliest());
      last.put(partition, OffsetSpec.latest());
    });
    var begins = now(admin.listOffsets(first).all());
    var ends = now(admin.listOffsets(last).all());
    for (TopicPartition partition : partitions) {
      SharePartitionOffsetInfo info = offsets.get(partition);
      var begin = begins.get(partition);
      var end = ends.get(partition);
      if (begin != null && end != null) {
        long from = Math.max(begin.offset(), info == null ? 0 : info.startOffset());
        lags.merge(partition.topic(), Math.max(0, end.offset() - from), Long::sum);
      }
    }
  }

  private <T> T now(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As of the last time that the brokers said it. */
  public OptionalLong of(String topic) {
    Long lag = known.get(topic);
    return lag == null ? OptionalLong.empty() : OptionalLong.of(lag);
  }

  /** Whether a broker has answered within that time. */
  public boolean brokerSeenWithin(Duration time) {
    return everSeen.get() && System.nanoTime() - seen.get() <= time.toNanos();
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
