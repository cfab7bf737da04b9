package gavel.worker.judge;

import gavel.model.protocol.ErrorCode;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import java.util.Optional;

/** Compiles the sources of a request at the guest. */
record CompileStage(Guest guest) {
  CompiledArtifact compile(JudgeRequest request, JudgeLimits limits)
      throws JudgeFault, InterruptedException {
    CompileJob job =
        new CompileJob(
            request.language().id(), request.sources(), Optional.empty(), limits.compile());
    try {
      return guest.compile(job);
    } catch (GuestRefused refused) {
      if (refused.code() == ErrorCode.UNSUPPORTED_LANGUAGE) {
        throw new Rejected(
            Reason.UNKNOWN_LANGUAGE,
            "language",
            request.language().id() + " is not installed at the guest");
      }
      throw refused;
    }
  }
}
