package gavel.model.protocol;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.OutputPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits that a request sets, in the making; null takes one back. */
public final class LimitsOverrideBuilder {
  private @Nullable Duration cpuTime;
  private @Nullable Duration wallTime;
  private @Nullable ByteSize memory;
  private @Nullable ByteSize stdout;
  private @Nullable ByteSize stderr;
  private @Nullable ByteSize fileSize;
  private @Nullable ByteSize tmpSize;
  private @Nullable Integer tmpInodes;
  private @Nullable ByteSize boxSize;
  private @Nullable Integer boxInodes;
  private @Nullable Integer processes;
  private @Nullable Integer openFiles;
  private @Nullable ByteSize stack;
  private @Nullable CpuSet cpus;
  private @Nullable OutputPolicy outputPolicy;

  LimitsOverrideBuilder() {}

  /** See {@link gavel.model.RunLimits#cpuTime}. */
  public LimitsOverrideBuilder cpuTime(@Nullable Duration limit) {
    this.cpuTime = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#wallTime}. */
  public LimitsOverrideBuilder wallTime(@Nullable Duration limit) {
    this.wallTime = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#memory}. */
  public LimitsOverrideBuilder memory(@Nullable ByteSize limit) {
    this.memory = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#stdout}. */
  public LimitsOverrideBuilder stdout(@Nullable ByteSize limit) {
    this.stdout = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#stderr}. */
  public LimitsOverrideBuilder stderr(@Nullable ByteSize limit) {
    this.stderr = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#fileSize}. */
  public LimitsOverrideBuilder fileSize(@Nullable ByteSize limit) {
    this.fileSize = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#tmpSize}. */
  public LimitsOverrideBuilder tmpSize(@Nullable ByteSize limit) {
    this.tmpSize = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#tmpInodes}. */
  public LimitsOverrideBuilder tmpInodes(@Nullable Integer limit) {
    this.tmpInodes = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#boxSize}. */
  public LimitsOverrideBuilder boxSize(@Nullable ByteSize limit) {
    this.boxSize = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#boxInodes}. */
  public LimitsOverrideBuilder boxInodes(@Nullable Integer limit) {
    this.boxInodes = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#processes}. */
  public LimitsOverrideBuilder processes(@Nullable Integer limit) {
    this.processes = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#openFiles}. */
  public LimitsOverrideBuilder openFiles(@Nullable Integer limit) {
    this.openFiles = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#stack}. */
  public LimitsOverrideBuilder stack(@Nullable ByteSize limit) {
    this.stack = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#cpus}. */
  public LimitsOverrideBuilder cpus(@Nullable CpuSet limit) {
    this.cpus = limit;
    return this;
  }

  /** See {@link gavel.model.RunLimits#outputPolicy}. */
  public LimitsOverrideBuilder outputPolicy(@Nullable OutputPolicy limit) {
    this.outputPolicy = limit;
    return this;
  }

  /** What is set until now. */
  public LimitsOverride build() {
    return new LimitsOverride(
        cpuTime,
        wallTime,
        memory,
        stdout,
        stderr,
        fileSize,
        tmpSize,
        tmpInodes,
        boxSize,
        boxInodes,
        processes,
        openFiles,
        stack,
        cpus,
        outputPolicy);
  }
}
