package gavel.worker.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What those have in common who read a topic, without a group, for as long as a worker runs. */
public final class Following {
  /**
   * A broker holds a request so long when there is nothing new. Twice a second, as is usual, costs
   * it and the worker a hundredth of a CPU for each topic; what is new is sent at once anyway,
   * unless its partition has just moved to a broker that holds a request without it.
   */
  private static final Duration HELD = Duration.ofSeconds(2);

  private Following() {}

  /**
   * The settings of a consumer.
   *
   * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
   */
  public static Map<String, Object> settings(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(HELD.toMillis()));
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  /** Ends it at once, whatever a broker holds. */
  public static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
