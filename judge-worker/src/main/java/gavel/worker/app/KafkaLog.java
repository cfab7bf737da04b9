package gavel.worker.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka's client from logging for a while. At the start it repeats, several times a second,
 * what the worker says once and better.
 */
public final class KafkaLog implements AutoCloseable {
  private static final String KAFKA = "org.apache.kafka";

  private final Optional<Logger> logger;
  private final @Nullable Level before;

  private KafkaLog(Optional<Logger> logger) {
    this.logger = logger;
    this.before = logger.map(Logger::getLevel).orElse(null);
    logger.ifPresent(each -> each.setLevel(Level.OFF));
  }

  /** Until it is closed. */
  public static KafkaLog silenced() {
    return new KafkaLog(
        LoggerFactory.getILoggerFactory() instanceof LoggerContext context
            ? Optional.of(context.getLogger(KAFKA))
            : Optional.empty());
  }

  @Override
  public void close() {
    logger.ifPresent(each -> each.setLevel(before));
  }
}
