package gavel.executor.log;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logs as much as GAVEL_LOG_LEVEL says, a system property or an environment variable: one of
 * SLF4J's levels, {@code INFO} where there is none of these; with GAVEL_LOG=json each line is an
 * object. SLF4J finds it as a service.
 */
public final class LineLogProvider implements SLF4JServiceProvider {
  private static final String LEVEL = "GAVEL_LOG_LEVEL";
  private static final String FORMAT = "GAVEL_LOG";
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter mdc = new NOPMDCAdapter();
  private final Map<String, LineLogger> loggers = new ConcurrentHashMap<>();
  private Level threshold = Level.INFO;
  private boolean json;

  @Override
  public void initialize() {
    threshold = level(setting(LEVEL));
    json = setting(FORMAT).strip().equals("json");
  }

  private static String setting(String name) {
    String environment = System.getenv(name);
    return System.getProperty(name, environment == null ? "" : environment);
  }

  static Level level(String given) {
    for (Level level : Level.values()) {
      if (level.name().equals(given.strip().toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    return Level.INFO;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, key -> new LineLogger(key, threshold, json));
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }
}
