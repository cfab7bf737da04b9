package gavel.worker.control;

import gavel.model.json.InvalidField;
import gavel.model.topic.ControlRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.Following;
import gavel.worker.topic.KafkaFaults;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what workers are asked to do, from some time ago until it is closed. */
public final class ControlFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final TopicPartition PLACE = new TopicPartition(Topics.CONTROL, 0);

  private final Recalls recalls;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();

  private ControlFollower(Map<String, String> client, Recalls recalls, Instant since) {
    this.recalls = recalls;
    this.consumer =
        new KafkaConsumer<>(
            Following.settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("control-follower")
            .uncaughtExceptionHandler((_, unforeseen) -> fail(unforeseen))
            .unstarted(() -> follow(since));
  }

  /**
   * Begins to follow, and waits until all that stands now is known.
   *
   * @param since what is older is left out
   * @throws QueueFault when that takes longer than {@code patience}, or cannot be done
   */
  public static ControlFollower start(
      Map<String, String> client, Recalls recalls, Instant since, Duration patience)
      throws QueueFault, InterruptedException {
    ControlFollower follower = new ControlFollower(client, recalls, since);
    follower.thread.start();
    boolean ready = false;
    try {
      follower.caughtUp.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      ready = true;
      return follower;
    } catch (TimeoutException late) {
      throw new QueueFault(
          "Tried to read "
              + Topics.CONTROL
              + " to its end: not done in "
              + patience.toSeconds()
              + " s",
          late,
          true);
    } catch (ExecutionException failed) {
      throw KafkaFaults.of(
          "read " + Topics.CONTROL, failed.getCause() == null ? failed : failed.getCause());
    } finally {
      if (!ready) {
        follower.close();
      }
    }
  }

  /** Completes, always exceptionally, when it can follow no longer. */
  public CompletableFuture<Void> failure() {
    return failure.copy();
  }

  private void follow(Instant since) {
    try {
      consumer.assign(List.of(PLACE));
      long end = consumer.endOffsets(List.of(PLACE)).getOrDefault(PLACE, 0L);
      Optional<OffsetAndTimestamp> begin =
          Optional.ofNullable(
              consumer.offsetsForTimes(Map.of(PLACE, since.toEpochMilli())).get(PLACE));
      consumer.seek(PLACE, begin.map(OffsetAndTimestamp::offset).orElse(end));
      while (true) {
        if (!caughtUp.isDone() && consumer.position(PLACE) >= end) {
          caughtUp.complete(null);
        }
        consumer.poll(POLL).forEach(this::note);
      }
    } catch (WakeupException _) {
      LOG.debug("No longer following {}", Topics.CONTROL);
    } catch (KafkaException failed) {
      fail(failed);
    } finally {
      Following.close(consumer);
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    try {
      recalls.note(ControlRecord.read(value), Instant.ofEpochMilli(record.timestamp()));
    } catch (InvalidField unusable) {
      LOG.warn(
          "Passing over {}@{}: {} {}",
          Topics.CONTROL,
          record.offset(),
          unusable.field(),
          unusable.getMessage());
    }
  }

  private void fail(Throwable cause) {
    failure.completeExceptionally(cause);
    caughtUp.completeExceptionally(cause);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
