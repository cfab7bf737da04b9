package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

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
    String message =
        "Tried to " + tried + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return switch (cause) {
      case AuthorizationException _, AuthenticationException _, UnsupportedVersionException _ ->
          QueueFault.refusal(message, cause);
      default -> new QueueFault(message, cause, cause instanceof RetriableException);
    };
  }

  /** What an answer of Kafka's failed with. */
  static Throwable causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }
}
