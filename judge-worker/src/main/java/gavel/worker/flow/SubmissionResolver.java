package gavel.worker.flow;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.testcases.library.ProblemLibrary;
import gavel.testcases.library.ProblemLookup;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeRequest;
import java.io.IOException;
import java.util.List;

/** Finds what a submission names: its problem as it is now, and its language. */
public record SubmissionResolver(ProblemLibrary problems, Languages languages, JudgePolicy policy) {
  /** What to judge; {@link Rejected} where there is no such problem or language. */
  public JudgeRequest resolve(SubmissionRecord submission) throws JudgeFault {
    ProblemPackage problem = problem(submission.problem());
    LanguageDefinition language = language(submission.language());
    String name = submission.filename() == null ? language.source() : submission.filename();
    return new JudgeRequest(
        submission.id(),
        submission.generationOrFirst(),
        problem,
        language,
        List.of(Body.ofBytes(name, submission.sourceBytes())),
        policy);
  }

  private ProblemPackage problem(String id) throws JudgeFault {
    try {
      return switch (problems.find(id)) {
        case ProblemLookup.Found(ProblemPackage problem) -> published(problem);
        case ProblemLookup.NotFound(String reason) ->
            throw new Rejected(Reason.UNKNOWN_PROBLEM, "problem", reason);
      };
    } catch (IOException unreadable) {
      throw new StorageFault(
          "Tried to read the package of problem " + id + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  /** A package with errors is not published: nobody shall be judged with half of the tests. */
  private static ProblemPackage published(ProblemPackage problem) throws Rejected {
    if (problem.publishable()) {
      return problem;
    }
    List<PackageProblem> errors = problem.errors();
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    throw new Rejected(
        Reason.UNKNOWN_PROBLEM,
        "problem",
        problem.id() + " is not published, its package has errors: " + errors.getFirst() + more);
  }

  private LanguageDefinition language(String id) throws Rejected {
    return languages
        .byId(id)
        .orElseThrow(() ->
            new Rejected(
                Reason.UNKNOWN_LANGUAGE,
                "language",
                "is '" + id + "'; known are " + languages.ids()));
  }
}
