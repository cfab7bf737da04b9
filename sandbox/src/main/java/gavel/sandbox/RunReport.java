package gavel.sandbox;

import gavel.model.ByteSize;
import gavel.model.KillReason;
import gavel.model.RunFacts;
import gavel.model.Termination;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of a run, as facts.
 *
 * <p>The memory peak is exact as to what was charged and no measure of what a program needs. It
 * includes page cache that the run was first to read and that could have been reclaimed; charges
 * are made in batches, so it may be up to 64 pages per CPU too high, and in version 1 under 1 MiB
 * may be left in the group from the run before; after an OOM kill it is about the limit, however
 * much more was wanted. What touches the limit without an OOM kill is therefore no failure.
 *
 * @param cpuTime of the whole process tree, exact; user and system are a sampled division of it
 * @param wallTime from just before exec to the program's end
 * @param memoryPeak the control group's, see {@code gavel.sandbox.cgroup}
 * @param maxRss the largest resident set of a single process
 * @param oomKills tells by being positive that the kernel ended processes for want of memory, not
 *     how many: it may count one of them twice
 * @param processesPeak processes and threads at once, where the kernel tells: in version 1 it keeps
 *     the peak of all runs of a slot, so only one that is higher than before is known
 * @param stdoutTruncated more than the limit was written
 * @param stdoutSize all that was written, what was thrown away included
 * @param refusedSyscall the name of the call on the kill list that ended the run
 */
public record RunReport(
    Termination termination,
    Optional<KillReason> killedBy,
    Duration cpuTime,
    Duration userTime,
    Duration systemTime,
    Duration wallTime,
    ByteSize memoryPeak,
    ByteSize maxRss,
    int oomKills,
    OptionalInt processesPeak,
    boolean stdoutTruncated,
    boolean stderrTruncated,
    ByteSize stdoutSize,
    Optional<String> refusedSyscall) {

  /** The part that verdicts are made of. */
  public RunFacts facts() {
    return new RunFacts(
        termination,
        killedBy,
        cpuTime,
        wallTime,
        memoryPeak,
        oomKills,
        stdoutTruncated,
        refusedSyscall);
  }
}
