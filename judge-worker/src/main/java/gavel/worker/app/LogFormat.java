package gavel.worker.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/** What lines of the log look like, which the configuration says. */
final class LogFormat {
  private LogFormat() {}

  /**
   * Has all lines from now on in that format. To read a configuration is to load classes of Kafka's
   * client, which log: so what logs has begun in another format by then.
   *
   * @param format {@code text} or {@code json}, see {@code logback.xml}
   */
  static void use(String format) {
    System.setProperty(WorkerConfigReader.LOG_FORMAT, format);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      try {
        new ContextInitializer(context).autoConfig();
      } catch (JoranException broken) {
        throw new IllegalStateException("The log's own configuration is broken", broken);
      }
    }
  }
}
