package gavel.executor.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One thing about this machine that was looked at.
 *
 * @param kind which group of checks it belongs to
 * @param detail what was found
 * @param fix what to do, unless it is ok
 */
public record CheckResult(
    Kind kind, String name, Level status, String detail, @Nullable String fix) {
  /** How it is. */
  public enum Level {
    /** As it should be. */
    @JsonProperty("ok")
    OK,
    /** Programs can be judged, but times may vary more than they have to. */
    @JsonProperty("warn")
    WARN,
    /** Something cannot be judged here. */
    @JsonProperty("missing")
    MISSING
  }
}
