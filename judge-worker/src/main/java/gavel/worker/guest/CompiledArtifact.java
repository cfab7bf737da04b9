package gavel.worker.guest;

import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import java.util.Optional;

/**
 * What came of compiling.
 *
 * @param artifact what {@link RunJob} takes; nothing when it did not compile
 */
public record CompiledArtifact(CompileReport report, Optional<String> artifact) {
  /** An artifact stands for success and only for it. */
  public CompiledArtifact {
    if (artifact.isPresent() != (report.status() == Status.SUCCESS)) {
      throw new IllegalArgumentException("An artifact with status " + report.status().json());
    }
  }
}
