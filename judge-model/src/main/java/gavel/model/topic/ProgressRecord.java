package gavel.model.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import gavel.model.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is going on with a submission, on {@code gavel.progress}, keyed by its id.
 *
 * @param event {@code started}, {@code compiled}, {@code test}
 * @param test the position of the test from 1, in data order
 * @param tests how many tests there are
 */
public record ProgressRecord(
    int schema,
    String id,
    int generation,
    Event event,
    @Nullable Integer test,
    @Nullable Integer tests,
    @Nullable String name,
    @Nullable Status status,
    @JsonProperty("cpu_time_ms") @Nullable Duration cpuTime,
    @JsonProperty("memory_bytes") @Nullable ByteSize memory) {

  /** What has just happened. */
  public enum Event {
    /** A worker took the submission. */
    @JsonProperty("started")
    STARTED,
    /** The compiler is done. */
    @JsonProperty("compiled")
    COMPILED,
    /** A test case is done. */
    @JsonProperty("test")
    TEST
  }
}
