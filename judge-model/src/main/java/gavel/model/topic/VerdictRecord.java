package gavel.model.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import gavel.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on {@code gavel.verdicts}, keyed by the submission's id. Effective is the one with the
 * lowest offset for an id and a generation.
 *
 * @param verdict the short form of the status, such as {@code AC}
 * @param problemRevision SHA-256 of the package that judged it; absent where none did
 * @param contentHash of the submission, see {@link SubmissionRecord#contentHash}
 * @param cpuTime the largest of all tests
 * @param memory the largest of all tests
 * @param tests in data order
 * @param queued from the record's timestamp to the beginning of the judgement
 * @param score in problems that have scores; absent where it has none
 * @param groups of tests that were judged, each behind those in it; absent in problems without
 */
public record VerdictRecord(
    int schema,
    String id,
    int generation,
    String problem,
    @Nullable String problemRevision,
    String language,
    String contentHash,
    Status status,
    String verdict,
    @Nullable String message,
    @JsonProperty("cpu_time_ms") Duration cpuTime,
    @JsonProperty("memory_bytes") ByteSize memory,
    @Nullable CompileReport compile,
    List<TestReport> tests,
    String worker,
    int deliveryCount,
    @JsonProperty("queued_ms") Duration queued,
    Instant judgedAt,
    @Nullable Double score,
    @Nullable List<GroupReport> groups) {

  /** Copies the lists. */
  public VerdictRecord {
    tests = List.copyOf(tests);
    groups = groups == null ? null : List.copyOf(groups);
  }

  /** How the compiler fared; the output is cut at 64 KiB. */
  public record CompileReport(
      Status status, @JsonProperty("time_ms") Duration time, String output) {}

  /**
   * What came of a group of tests.
   *
   * @param name the path below {@code data/}; empty for all of it
   * @param score absent where it has none
   */
  public record GroupReport(String name, Status status, String verdict, @Nullable Double score) {}

  /**
   * What came of one test case.
   *
   * @param message for whoever submitted
   * @param score that the validator gave; absent where it gave none
   */
  public record TestReport(
      String name,
      Status status,
      String verdict,
      @JsonProperty("cpu_time_ms") Duration cpuTime,
      @JsonProperty("wall_time_ms") Duration wallTime,
      @JsonProperty("memory_bytes") ByteSize memory,
      @Nullable String message,
      @Nullable Double score) {}
}
