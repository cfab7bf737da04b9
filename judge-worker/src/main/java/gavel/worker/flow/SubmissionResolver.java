package gavel.worker.flow;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.testcases.library.ProblemLookup;
import gavel.testcases.library.ProblemSource;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.store.StoreUnreachable;
import gavel.worker.Availability;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.JudgeFault.Unavailable;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.Judgeability;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds what a submission names: its problem as it is now, and its language.
 *
 * @param rules as they are now
 * @param store whether problems that are not on this machine can be had
 */
public record SubmissionResolver(
    ProblemSource problems, Supplier<JudgingRules> rules, Availability store) {
  /** Of what is wrong with a package; a record of dead letters has a bound. */
  private static final int MOST_LISTED = 100;

  /** What answers are called that have no name. */
  private static final String ANSWER = "answer";

  /** With rules that stay as they are, and no store that could be gone. */
  public SubmissionResolver(ProblemSource problems, Languages languages, JudgePolicy policy) {
    this(
        problems,
        () -> new JudgingRules(languages, policy, Optional.empty()),
        Availability.ASSUMED);
  }

  /**
   * What to judge, to be {@linkplain #release released}; {@link Rejected} where there is no such
   * problem or language. Answers have no language, whatever the submission says.
   */
  public JudgeRequest resolve(SubmissionRecord submission) throws JudgeFault, InterruptedException {
    ProblemPackage problem = problem(submission.problem());
    boolean resolved = false;
    try {
      JudgeRequest request = request(submission, problem);
      resolved = true;
      return request;
    } finally {
      if (!resolved) {
        problems.release(problem);
      }
    }
  }

  /** The judgement has ended: files of the problem's revision may go. */
  public void release(JudgeRequest request) {
    problems.release(request.problem());
  }

  private JudgeRequest request(SubmissionRecord submission, ProblemPackage problem)
      throws Rejected {
    requirePublished(problem);
    JudgingRules now = rules.get();
    Optional<LanguageDefinition> language =
        Judgeability.takesAnswers(problem)
            ? Optional.empty()
            : Optional.of(language(submission.language(), now.languages()));
    String usual = language.map(LanguageDefinition::source).orElse(ANSWER);
    String name = submission.filename() == null ? usual : submission.filename();
    return new JudgeRequest(
        submission.id(),
        submission.generationOrFirst(),
        problem,
        language,
        List.of(Body.ofBytes(name, submission.sourceBytes())),
        Optional.empty(),
        now.policy(),
        now.settings());
  }

  private ProblemPackage problem(String id) throws JudgeFault, InterruptedException {
    try {
      return switch (find(id)) {
        case ProblemLookup.Found(ProblemPackage problem) -> problem;
        case ProblemLookup.NotFound(String reason) ->
            throw new Rejected(Reason.UNKNOWN_PROBLEM, "problem", reason);
      };
    } catch (IOException unreadable) {
      throw new StorageFault(
          "Tried to read the package of problem " + id + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  /** Waits where the store is not there and the problem is nowhere else, and asks once more. */
  private ProblemLookup find(String id) throws IOException, Unavailable, InterruptedException {
    try {
      return problems.find(id);
    } catch (StoreUnreachable gone) {
      store.await();
    }
    try {
      return problems.find(id);
    } catch (StoreUnreachable stillGone) {
      throw new Unavailable(String.valueOf(stillGone.getMessage()));
    }
  }

  /** A package with errors is not published: nobody shall be judged with half of the tests. */
  private static void requirePublished(ProblemPackage problem) throws Rejected {
    if (problem.publishable()) {
      return;
    }
    List<PackageProblem> errors = problem.errors();
    int left = errors.size() - MOST_LISTED;
    String listed =
        errors.stream()
            .limit(MOST_LISTED)
            .map(PackageProblem::toString)
            .collect(Collectors.joining("; "));
    throw new Rejected(
        Reason.UNKNOWN_PROBLEM,
        "problem",
        problem.id()
            + " is not published, its package has errors: "
            + listed
            + (left > 0 ? "; and " + left + " more" : ""));
  }

  private static LanguageDefinition language(String id, Languages known) throws Rejected {
    return known
        .byId(id)
        .orElseThrow(() ->
            new Rejected(
                Reason.UNKNOWN_LANGUAGE, "language", "is '" + id + "'; known are " + known.ids()));
  }
}
