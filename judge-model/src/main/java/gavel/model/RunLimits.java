package gavel.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Everything that bounds one run.
 *
 * <p>Files: what a program can write to is /tmp, /dev/shm and, where its directory is writable as
 * that of a compiler is, /box; each is a file system of its own in memory, so all that is on them
 * counts as memory, too. The total disk space of a run is {@code 2 * tmpSize + boxSize}, and the
 * memory limit where that is less.
 *
 * @param cpuTime user and system time of the whole process tree, more than 0
 * @param wallTime from exec to the program's own end, more than 0
 * @param memory of the control group: anonymous memory, page tables, tmpfs and pipe buffers; what
 *     would be swapped out stays counted
 * @param stdout bytes of standard output that are kept
 * @param stderr bytes of standard error that are kept; what is over it is only cut
 * @param fileSize the largest file the program may write (RLIMIT_FSIZE)
 * @param tmpSize all files below /tmp together, and as much again below /dev/shm
 * @param tmpInodes files and directories below /tmp together, its root included, at least 1; and as
 *     many again below /dev/shm
 * @param boxSize all files below /box together, where that is writable
 * @param boxInodes files and directories below /box together, its root included, at least 1
 * @param processes processes and threads together, at least 1
 * @param openFiles RLIMIT_NOFILE, at least 3
 * @param stack main thread's stack, at least 64 KiB; nothing means unlimited, where the memory
 *     limit bounds it
 * @param cpus those it may run on; nothing means the one CPU of the slot
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
    ByteSize boxSize,
    int boxInodes,
    int processes,
    int openFiles,
    Optional<ByteSize> stack,
    Optional<CpuSet> cpus,
    OutputPolicy outputPolicy) {
  private static final int LEAST_STACK_KIB = 64;

  /** Refuses limits under which nothing could start, with {@link IllegalArgumentException}. */
  public RunLimits {
    requirePositive("CPU time limit", cpuTime);
    requirePositive("wall time limit", wallTime);
    requireAtLeast("memory limit (KiB)", memory.bytes() / 1024, 1024);
    requireAtLeast("limit of inodes in /tmp", tmpInodes, 1);
    requireAtLeast("limit of inodes in /box", boxInodes, 1);
    requireAtLeast("process limit", processes, 1);
    requireAtLeast("open file limit", openFiles, 3);
    stack.ifPresent(
        size -> requireAtLeast("stack limit (KiB)", size.bytes() / 1024, LEAST_STACK_KIB));
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
        ByteSize.ofMiB(256),
        16_384,
        64,
        256,
        Optional.empty(),
        Optional.empty(),
        OutputPolicy.DRAIN);
  }

  /** What a compiler gets: 60 s of CPU, 2 GiB of memory, files of up to 2.5 GiB, 1 GiB of them. */
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
        ByteSize.ofMiB(1024),
        65_536,
        256,
        1024,
        Optional.empty(),
        Optional.empty(),
        OutputPolicy.DRAIN);
  }

  /** These limits, to be changed. */
  public RunLimitsBuilder toBuilder() {
    return new RunLimitsBuilder(this);
  }

  /** The same with another memory limit. */
  public RunLimits withMemory(ByteSize limit) {
    return toBuilder().memory(limit).build();
  }

  /** The same with another limit of standard output and another policy over it. */
  public RunLimits withStdout(ByteSize limit, OutputPolicy policy) {
    return toBuilder().stdout(limit).outputPolicy(policy).build();
  }

  /** The same with another wall limit. */
  public RunLimits withWallTime(Duration limit) {
    return toBuilder().wallTime(limit).build();
  }

  /** The same with another number of processes and threads. */
  public RunLimits withProcesses(int limit) {
    return toBuilder().processes(limit).build();
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
