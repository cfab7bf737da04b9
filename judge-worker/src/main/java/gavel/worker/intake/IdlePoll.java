package gavel.worker.intake;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Waits for a record while nothing is in hand, and can be woken.
 *
 * <p>A consumer is woken only inside this wait: anywhere else the wake-up would break off a commit
 * whose result then nobody knows. A record that comes together with the wake-up is returned; after
 * that the consumer may only be acknowledged to and closed, which no wake-up breaks off.
 */
final class IdlePoll {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final Drain drain;
  private boolean waiting;

  IdlePoll(KafkaShareConsumer<byte[], byte[]> consumer, Drain drain) {
    this.consumer = consumer;
    this.drain = drain;
  }

  /** The next record, or none when woken, when the intake drains, or after a while. */
  ConsumerRecords<byte[], byte[]> await() {
    if (!enter()) {
      return ConsumerRecords.empty();
    }
    try {
      return consumer.poll(LONG);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } finally {
      leave();
    }
  }

  /** Ends the wait, from any thread; does nothing when there is none. */
  synchronized void wake() {
    if (waiting) {
      consumer.wakeup();
    }
  }

  private synchronized boolean enter() {
    waiting = !drain.requested();
    return waiting;
  }

  private synchronized void leave() {
    waiting = false;
  }
}
