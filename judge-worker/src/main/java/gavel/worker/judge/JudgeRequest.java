package gavel.worker.judge;

import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.testcases.problem.ProblemPackage;
import java.util.List;

/**
 * What to judge.
 *
 * @param id of the submission; whatever the caller calls it
 * @param generation 0 for a first submission
 * @param sources by their file names, relative paths
 */
public record JudgeRequest(
    String id,
    int generation,
    ProblemPackage problem,
    LanguageDefinition language,
    List<Body> sources,
    JudgePolicy policy) {
  /** Copies the list. */
  public JudgeRequest {
    sources = List.copyOf(sources);
  }
}
