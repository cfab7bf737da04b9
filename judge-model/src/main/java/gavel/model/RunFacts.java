package gavel.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What was measured of one run, without opinion: {@link VerdictRules} makes a status of it.
 *
 * @param killedBy why the judge ended it, or nothing when it ended by itself
 * @param memoryPeak of the control group; see {@link VerdictRules} for why it decides nothing
 * @param oomKills tells by being positive that the kernel ended processes of the run for want of
 *     memory, wherever in the tree, in execve(2) too; not how many: it may count one of them twice
 * @param stdoutTruncated more was written than the limit
 * @param refusedSyscall the name of the call on the kill list, when there was one
 */
public record RunFacts(
    Termination termination,
    Optional<KillReason> killedBy,
    Duration cpuTime,
    Duration wallTime,
    ByteSize memoryPeak,
    int oomKills,
    boolean stdoutTruncated,
    Optional<String> refusedSyscall) {}
