package gavel.executor.log;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** The logger of one class. */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;
  private final Level threshold;
  private final boolean json;

  LineLogger(String name, Level threshold, boolean json) {
    this.name = name;
    this.json = json;
    this.threshold = threshold;
  }

  private boolean has(Level level) {
    return level.toInt() >= threshold.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return has(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return has(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return has(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return has(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return has(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    Instant now = Clock.systemUTC().instant();
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    LogLine line = new LogLine(now, level, name, message, thrown);
    // As one write, so that lines of two threads do not mix.
    System.err.print(json ? line.json() : line.text());
    System.err.flush();
  }
}
