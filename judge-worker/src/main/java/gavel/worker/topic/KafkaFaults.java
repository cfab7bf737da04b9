package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import org.apache.kafka.common.errors.RetriableException;

/** The one place where an exception of Kafka becomes a fault. */
public final class KafkaFaults {
  private KafkaFaults() {}

  /**
   * Says what was tried and what Kafka answered. Retryable is what Kafka itself calls so: timeouts,
   * lost connections, moved leaders; not missing rights, bad settings or oversize records.
   *
   * @param tried completes "Tried to …"
   */
  public static QueueFault of(String tried, Throwable cause) {
    return new QueueFault(
        "Tried to " + tried + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        cause,
        cause instanceof RetriableException);
  }
}
