package gavel.model;

import java.time.Duration;
import java.util.Optional;

/** Limits in the making: those of a run, of which some are then changed. */
public final class RunLimitsBuilder {
  private Duration cpuTime;
  private Duration wallTime;
  private ByteSize memory;
  private ByteSize stdout;
  private ByteSize stderr;
  private ByteSize fileSize;
  private ByteSize tmpSize;
  private int tmpInodes;
  private ByteSize boxSize;
  private int boxInodes;
  private int processes;
  private int openFiles;
  private Optional<ByteSize> stack;
  private Optional<CpuSet> cpus;
  private OutputPolicy outputPolicy;

  RunLimitsBuilder(RunLimits limits) {
    this.cpuTime = limits.cpuTime();
    this.wallTime = limits.wallTime();
    this.memory = limits.memory();
    this.stdout = limits.stdout();
    this.stderr = limits.stderr();
    this.fileSize = limits.fileSize();
    this.tmpSize = limits.tmpSize();
    this.tmpInodes = limits.tmpInodes();
    this.boxSize = limits.boxSize();
    this.boxInodes = limits.boxInodes();
    this.processes = limits.processes();
    this.openFiles = limits.openFiles();
    this.stack = limits.stack();
    this.cpus = limits.cpus();
    this.outputPolicy = limits.outputPolicy();
  }

  /** See {@link RunLimits#cpuTime}. */
  public RunLimitsBuilder cpuTime(Duration limit) {
    this.cpuTime = limit;
    return this;
  }

  /** See {@link RunLimits#wallTime}. */
  public RunLimitsBuilder wallTime(Duration limit) {
    this.wallTime = limit;
    return this;
  }

  /** See {@link RunLimits#memory}. */
  public RunLimitsBuilder memory(ByteSize limit) {
    this.memory = limit;
    return this;
  }

  /** See {@link RunLimits#stdout}. */
  public RunLimitsBuilder stdout(ByteSize limit) {
    this.stdout = limit;
    return this;
  }

  /** See {@link RunLimits#stderr}. */
  public RunLimitsBuilder stderr(ByteSize limit) {
    this.stderr = limit;
    return this;
  }

  /** See {@link RunLimits#fileSize}. */
  public RunLimitsBuilder fileSize(ByteSize limit) {
    this.fileSize = limit;
    return this;
  }

  /** See {@link RunLimits#tmpSize}. */
  public RunLimitsBuilder tmpSize(ByteSize limit) {
    this.tmpSize = limit;
    return this;
  }

  /** See {@link RunLimits#tmpInodes}. */
  public RunLimitsBuilder tmpInodes(int limit) {
    this.tmpInodes = limit;
    return this;
  }

  /** See {@link RunLimits#boxSize}. */
  public RunLimitsBuilder boxSize(ByteSize limit) {
    this.boxSize = limit;
    return this;
  }

  /** See {@link RunLimits#boxInodes}. */
  public RunLimitsBuilder boxInodes(int limit) {
    this.boxInodes = limit;
    return this;
  }

  /** See {@link RunLimits#processes}. */
  public RunLimitsBuilder processes(int limit) {
    this.processes = limit;
    return this;
  }

  /** See {@link RunLimits#openFiles}. */
  public RunLimitsBuilder openFiles(int limit) {
    this.openFiles = limit;
    return this;
  }

  /** See {@link RunLimits#stack}. */
  public RunLimitsBuilder stack(ByteSize limit) {
    this.stack = Optional.of(limit);
    return this;
  }

  /** See {@link RunLimits#cpus}. */
  public RunLimitsBuilder cpus(CpuSet limit) {
    this.cpus = Optional.of(limit);
    return this;
  }

  /** See {@link RunLimits#outputPolicy}. */
  public RunLimitsBuilder outputPolicy(OutputPolicy limit) {
    this.outputPolicy = limit;
    return this;
  }

  /**
   * The limits as they stand; {@link IllegalArgumentException} when nothing could run under them.
   */
  public RunLimits build() {
    return new RunLimits(
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
