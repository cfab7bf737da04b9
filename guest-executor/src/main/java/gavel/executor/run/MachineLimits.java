package gavel.executor.run;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import java.util.Optional;

/**
 * What this machine can give to a program.
 *
 * @param memory the most, where the machine is the executor's own; on others it is not known
 */
public record MachineLimits(AllowedCpus cpus, Optional<ByteSize> memory) {
  /** The executor grows, and what it stores is in memory, too. */
  private static final ByteSize RESERVE = ByteSize.ofMiB(256);

  /** A machine that others use, too. */
  public static MachineLimits shared(AllowedCpus cpus) {
    return new MachineLimits(cpus, Optional.empty());
  }

  /** A machine of the executor's own, which has so much memory that nobody uses. */
  public static MachineLimits own(AllowedCpus cpus, ByteSize available) {
    long left = Math.max(0, available.bytes() - RESERVE.bytes());
    return new MachineLimits(cpus, Optional.of(new ByteSize(left)));
  }

  /** The same limits, with no more memory than there is: for those that nobody asked for. */
  public RunLimits usual(RunLimits limits) {
    return memory
        .filter(most -> most.compareTo(limits.memory()) < 0)
        .map(limits::withMemory)
        .orElse(limits);
  }

  /** The same limits, if a run can have them. */
  public RunLimits check(RunLimits limits) {
    requireMemory(limits.memory(), "limits.memory_bytes");
    return cpus.check(limits);
  }

  /** Refuses what the machine cannot give. */
  public void requireMemory(ByteSize asked, String field) {
    InvalidField.require(
        memory.map(most -> asked.compareTo(most) <= 0).orElse(true),
        field,
        "is "
            + asked.bytes()
            + ", and this machine has "
            + memory.orElse(ByteSize.ZERO).bytes()
            + " for programs: give it more memory, or ask for less");
  }
}
