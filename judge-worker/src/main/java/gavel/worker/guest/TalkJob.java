package gavel.worker.guest;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.protocol.InteractSide;
import gavel.model.protocol.LimitsOverride;
import java.util.List;
import java.util.Optional;

/**
 * Two programs that are to talk to each other.
 *
 * @param contestant the one that is judged
 * @param interactor the jury's
 * @param transcript how much of what they say is kept; nothing: they are joined directly
 */
public record TalkJob(Talker contestant, Talker interactor, Optional<ByteSize> transcript) {
  /**
   * One of the two.
   *
   * @param limits must set the CPU time
   */
  public record Talker(
      String artifact, List<String> args, LimitsOverride limits, WorkingDirectory directory) {
    /** Copies the list. */
    public Talker {
      args = List.copyOf(args);
    }

    /** Where a limit is not set, the guest uses that of a contestant. */
    public RunLimits effectiveLimits() {
      return RunJob.effective(limits);
    }

    InteractSide side() {
      return new InteractSide(
          artifact,
          args,
          limits,
          directory.files(),
          directory.writable() ? directory.collect() : null,
          directory.writable() ? true : null);
    }
  }
}
