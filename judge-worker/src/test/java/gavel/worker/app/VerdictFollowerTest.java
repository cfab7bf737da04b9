package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class VerdictFollowerTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.VERDICTS, 0);

  /** An empty topic; what the client itself does wrong cannot be had from a broker. */
  private static class Consumer extends MockConsumer<byte[], byte[]> {
    Consumer() {
      super("earliest");
      updatePartitions(
          Topics.VERDICTS,
          List.of(new PartitionInfo(Topics.VERDICTS, 0, null, new Node[0], new Node[0])));
      updateBeginningOffsets(Map.of(PARTITION, 0L));
      updateEndOffsets(Map.of(PARTITION, 0L));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> timestamps) {
      return Map.of();
    }
  }

  private static VerdictFollower start(Consumer consumer) throws Exception {
    return VerdictFollower.start(
        consumer, new VerdictIndex(10), Instant.EPOCH, Duration.ofSeconds(30));
  }

  private static void breakNext(Consumer consumer) {
    consumer.schedulePollTask(() -> {
      throw new IllegalStateException("broken");
    });
  }

  @Test
  void anUnforeseenFaultIsSeen() throws Exception {
    Consumer consumer = new Consumer();
    try (VerdictFollower follower = start(consumer)) {
      breakNext(consumer);
      assertThatThrownBy(() -> follower.failure().get(60, TimeUnit.SECONDS))
          .hasRootCauseMessage("broken");
    }
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void anUnforeseenFaultBeforeTheEndIsReachedIsSeenAtOnce() {
    Consumer broken =
        new Consumer() {
          @Override
          public synchronized long position(TopicPartition partition) {
            throw new IllegalStateException("broken");
          }
        };
    assertThatThrownBy(() -> start(broken))
        .isInstanceOf(QueueFault.class)
        .hasMessageContaining("broken");
  }

  @Test
  void aPositionThatNobodyKnowsForAWhileIsWaitedFor() throws Exception {
    AtomicInteger unknown = new AtomicInteger(3);
    Consumer consumer =
        new Consumer() {
          @Override
          public synchronized long position(TopicPartition partition) {
            if (unknown.getAndDecrement() > 0) {
              throw new TimeoutException("Position of " + partition + " could not be determined");
            }
            return super.position(partition);
          }
        };
    try (VerdictFollower follower = start(consumer)) {
      assertThat(unknown).hasNonPositiveValue();
      assertThat(follower.failure()).isNotDone();
    }
  }

  @Test
  void closingIsNoFault() throws Exception {
    VerdictFollower follower = start(new Consumer());
    follower.close();
    assertThat(follower.failure()).isNotDone();
  }
}
