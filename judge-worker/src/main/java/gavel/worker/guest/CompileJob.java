package gavel.worker.guest;

import gavel.model.RunLimits;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sources to compile.
 *
 * @param language the id of a language
 * @param files the sources, by their names
 * @param entrypoint the file or class to start, where the language's own rule is not wanted
 */
public record CompileJob(
    String language, List<Body> files, Optional<String> entrypoint, LimitsOverride limits) {
  /** What the compiler may take where no limit is set. */
  static final Duration USUAL_WALL_TIME = RunLimits.compiler().wallTime();

  /** Copies the list; at least one file. */
  public CompileJob {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to compile");
    }
  }

  /** What the compiler may take by the wall clock. */
  Duration wallTime() {
    return limits.over(RunLimits.compiler()).wallTime();
  }
}
