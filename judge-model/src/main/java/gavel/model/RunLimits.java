package gavel.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Everything that bounds one run.
 *
 * @param cpuTime user and system time of the whole process tree, more than 0
 * @param wallTime from exec to the end of the last process, more than 0
 * @param memory of the control group: anonymous memory, page tables, tmpfs and pipe buffers
 * @param stdout bytes of standard output that are kept
 * @param stderr bytes of standard error that are kept; what is over it is only cut
 * @param fileSize the largest file the program may write (RLIMIT_FSIZE)
 * @param tmpSize all files below /tmp together
 * @param tmpInodes files and directories below /tmp together
 * @param processes processes and threads together, at least 1
 * @param openFiles RLIMIT_NOFILE, at least 3
 * @param stack main thread's stack; nothing means unlimited, where the memory limit bounds it
 * @param outputPolicy what happens over {@code stdout}
 */
public record RunLimits(
    Duration cpuTime,
    Duration wallTime,
    ByteSize memory,
    ByteSize stdout,
    ByteSize stderr,
    ByteSize fileSize,
    ByteSize tmpSize,
    int tmpInodes,
    int processes,
    int openFiles,
    Optional<ByteSize> stack,
    OutputPolicy outputPolicy) {

  /** Refuses limits under which nothing could start, with {@link IllegalArgumentException}. */
  public RunLimits {
    requirePositive("CPU time limit", cpuTime);
    requirePositive("wall time limit", wallTime);
    requireAtLeast("memory limit (KiB)", memory.bytes() / 1024, 1024);
    requireAtLeast("limit of inodes in /tmp", tmpInodes, 1);
    requireAtLeast("process limit", processes, 1);
    requireAtLeast("open file limit", openFiles, 3);
  }

  /**
   * What a contestant's program gets when nothing is said: 2 GiB, 8 MiB of output, 64 processes,
   * and the wall limit of {@link VerdictRules#wallLimit}.
   */
  public static RunLimits contestant(Duration cpuTime) {
    return new RunLimits(
        cpuTime,
        VerdictRules.wallLimit(cpuTime),
        ByteSize.ofMiB(2048),
        ByteSize.ofMiB(8),
        ByteSize.ofKiB(64),
        ByteSize.ofMiB(256),
        ByteSize.ofMiB(256),
        16_384,
        64,
        256,
        Optional.empty(),
        OutputPolicy.DRAIN);
  }

  /** What a compiler gets: 60 s of CPU, 2 GiB of memory, files of up to 2.5 GiB. */
  public static RunLimits compiler() {
    return new RunLimits(
        Duration.ofSeconds(60),
        VerdictRules.wallLimit(Duration.ofSeconds(60)),
        ByteSize.ofMiB(2048),
        ByteSize.ofKiB(64),
        ByteSize.ofKiB(64),
        ByteSize.ofMiB(2560),
        ByteSize.ofMiB(1024),
        65_536,
        256,
        1024,
        Optional.empty(),
        OutputPolicy.DRAIN);
  }

  /** The same with another memory limit. */
  public RunLimits withMemory(ByteSize limit) {
    return new RunLimits(
        cpuTime,
        wallTime,
        limit,
        stdout,
        stderr,
        fileSize,
        tmpSize,
        tmpInodes,
        processes,
        openFiles,
        stack,
        outputPolicy);
  }

  /** The same with another limit of standard output and another policy over it. */
  public RunLimits withStdout(ByteSize limit, OutputPolicy policy) {
    return new RunLimits(
        cpuTime, wallTime, memory, limit, stderr, fileSize, tmpSize, tmpInodes, processes,
        openFiles, stack, policy);
  }

  /** The same with another wall limit. */
  public RunLimits withWallTime(Duration limit) {
    return new RunLimits(
        cpuTime,
        limit,
        memory,
        stdout,
        stderr,
        fileSize,
        tmpSize,
        tmpInodes,
        processes,
        openFiles,
        stack,
        outputPolicy);
  }

  /** The same with another number of processes and threads. */
  public RunLimits withProcesses(int limit) {
    return new RunLimits(
        cpuTime,
        wallTime,
        memory,
        stdout,
        stderr,
        fileSize,
        tmpSize,
        tmpInodes,
        limit,
        openFiles,
        stack,
        outputPolicy);
  }

  private static void requirePositive(String what, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("The " + what + " must be over 0, not " + value);
    }
  }

  private static void requireAtLeast(String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "The " + what + " must be at least " + least + ", not " + value);
    }
  }
}
