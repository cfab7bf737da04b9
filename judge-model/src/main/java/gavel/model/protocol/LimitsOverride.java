package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.VerdictRules;
import gavel.model.json.InvalidField;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The limits that a request sets; what it leaves out stays as the executor has it. */
public record LimitsOverride(
    @JsonProperty("cpu_time_ms") @Nullable Duration cpuTime,
    @JsonProperty("wall_time_ms") @Nullable Duration wallTime,
    @JsonProperty("memory_bytes") @Nullable ByteSize memory,
    @JsonProperty("stdout_bytes") @Nullable ByteSize stdout,
    @JsonProperty("stderr_bytes") @Nullable ByteSize stderr,
    @JsonProperty("file_size_bytes") @Nullable ByteSize fileSize,
    @JsonProperty("tmp_bytes") @Nullable ByteSize tmpSize,
    @Nullable Integer tmpInodes,
    @JsonProperty("box_bytes") @Nullable ByteSize boxSize,
    @Nullable Integer boxInodes,
    @Nullable Integer processes,
    @Nullable Integer openFiles,
    @JsonProperty("stack_bytes") @Nullable ByteSize stack,
    @Nullable CpuSet cpus,
    @Nullable OutputPolicy outputPolicy) {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final ByteSize MOST_KEPT = ByteSize.ofMiB(1024);
  private static final ByteSize LARGEST = ByteSize.ofMiB(1 << 20);
  private static final int MOST_PROCESSES = 65_536;
  private static final int MOST_OPEN_FILES = 65_536;
  private static final int MOST_INODES = 10_000_000;

  /** Nothing is set. */
  public static final LimitsOverride NONE = builder().build();

  /** Nothing is set, yet. */
  public static LimitsOverrideBuilder builder() {
    return new LimitsOverrideBuilder();
  }

  /** Sets all of them. */
  public static LimitsOverride all(RunLimits limits) {
    return new LimitsOverride(
        limits.cpuTime(),
        limits.wallTime(),
        limits.memory(),
        limits.stdout(),
        limits.stderr(),
        limits.fileSize(),
        limits.tmpSize(),
        limits.tmpInodes(),
        limits.boxSize(),
        limits.boxInodes(),
        limits.processes(),
        limits.openFiles(),
        limits.stack().orElse(null),
        limits.cpus().orElse(null),
        limits.outputPolicy());
  }

  /**
   * These limits, and the others' where nothing is set. A CPU limit without a wall limit brings its
   * own, by {@link VerdictRules#wallLimit}.
   *
   * @throws InvalidField for a limit under which nothing could run or that nobody could wait for
   */
  public RunLimits over(RunLimits others) {
    Duration cpu = or(cpuTime, others.cpuTime());
    Duration wall = cpuTime == null ? others.wallTime() : VerdictRules.wallLimit(cpu);
    requireWithin("cpu_time_ms", cpu);
    requireWithin("wall_time_ms", or(wallTime, wall));
    RunLimits limits;
    try {
      limits =
          new RunLimits(
              cpu,
              or(wallTime, wall),
              or(memory, others.memory()),
              or(stdout, others.stdout()),
              or(stderr, others.stderr()),
              or(fileSize, others.fileSize()),
              or(tmpSize, others.tmpSize()),
              or(tmpInodes, others.tmpInodes()),
              or(boxSize, others.boxSize()),
              or(boxInodes, others.boxInodes()),
              or(processes, others.processes()),
              or(openFiles, others.openFiles()),
              stack == null ? others.stack() : Optional.of(stack),
              cpus == null ? others.cpus() : Optional.of(cpus),
              or(outputPolicy, others.outputPolicy()));
    } catch (IllegalArgumentException refused) {
      throw new InvalidField("limits", String.valueOf(refused.getMessage()));
    }
    requireUnderCaps(limits);
    return limits;
  }

  private static <T> T or(@Nullable T set, T other) {
    return set == null ? other : set;
  }

  private static void requireWithin(String field, Duration value) {
    require(
        value.isPositive() && value.compareTo(LONGEST) <= 0,
        "limits." + field,
        "must be between 1 and " + LONGEST.toMillis());
  }

  /** What is over these, the kernel refuses or misunderstands. */
  private static void requireUnderCaps(RunLimits limits) {
    requireAtMost("stdout_bytes", limits.stdout().bytes(), MOST_KEPT.bytes());
    requireAtMost("stderr_bytes", limits.stderr().bytes(), MOST_KEPT.bytes());
    requireAtMost("memory_bytes", limits.memory().bytes(), LARGEST.bytes());
    requireAtMost("file_size_bytes", limits.fileSize().bytes(), LARGEST.bytes());
    requireAtMost("tmp_bytes", limits.tmpSize().bytes(), LARGEST.bytes());
    requireAtMost("tmp_inodes", limits.tmpInodes(), MOST_INODES);
    requireAtMost("box_bytes", limits.boxSize().bytes(), LARGEST.bytes());
    requireAtMost("box_inodes", limits.boxInodes(), MOST_INODES);
    requireAtMost("processes", limits.processes(), MOST_PROCESSES);
    requireAtMost("open_files", limits.openFiles(), MOST_OPEN_FILES);
    limits.stack().ifPresent(size -> requireAtMost("stack_bytes", size.bytes(), LARGEST.bytes()));
  }

  private static void requireAtMost(String field, long value, long most) {
    require(value <= most, "limits." + field, "must be at most " + most);
  }
}
