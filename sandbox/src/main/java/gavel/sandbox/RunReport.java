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
 * @param cpuTime of the whole process tree, exact; user and system are a sampled division of it
 * @param wallTime from just before exec to the program's end
 * @param memoryPeak the control group's, see {@code gavel.sandbox.cgroup}
 * @param maxRss the largest resident set of a single process
 * @param oomKills processes that the kernel ended for want of memory
 * @param processesPeak processes and threads at once, where the kernel tells
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
