package gavel.cli.verify;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.timing.TimeLimit;
import gavel.testcases.timing.TimeMargins;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of verifying a package.
 *
 * @param name the problem's title
 * @param tests how many there are
 * @param limit what it was judged with; nothing where there is none
 * @param problems all that is wrong with the package and all that is odd, apart from submissions
 * @param data every check of its data
 * @param submissions in the order of their names
 * @param unenforced what this machine cannot make sure of
 */
public record VerifyReport(
    String problem,
    String name,
    int tests,
    Optional<TimeLimit> limit,
    TimeMargins margins,
    List<PackageProblem> problems,
    List<DataCheck> data,
    List<SubmissionReport> submissions,
    List<String> unenforced) {
  /** Copies the lists. */
  public VerifyReport {
    problems = List.copyOf(problems);
    data = List.copyOf(data);
    submissions = List.copyOf(submissions);
    unenforced = List.copyOf(unenforced);
  }

  /** Whether the package is free of errors, and every submission is what its jury expects. */
  public boolean ok() {
    return errors().isEmpty() && submissions.stream().allMatch(SubmissionReport::ok);
  }

  /** What forbids publishing; a submission with another verdict than expected is none of these. */
  public List<PackageProblem> errors() {
    return of(Severity.ERROR);
  }

  /** What does not. */
  public List<PackageProblem> warnings() {
    return of(Severity.WARNING);
  }

  private List<PackageProblem> of(Severity severity) {
    return Stream.concat(
            problems.stream(),
            submissions.stream().flatMap(submission -> submission.problems().stream()))
        .filter(problem -> problem.severity() == severity)
        .toList();
  }
}
