package gavel.testcases.problem;

import gavel.testcases.problem.PackageProblem.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A package as it was read: what can be judged of it, and everything that is wrong with it.
 *
 * @param id the name of its directory
 * @param timeLimit the CPU time limit the package gives; empty when it gives none, and then the
 *     caller has to derive one from the jury's submissions or to refuse to judge: there is no
 *     default
 * @param validation what {@code problem.yaml} says; each test case has its own
 * @param data its tests; only those with both an input and an answer are in it
 * @param problems all that is wrong, in the order it was found
 */
public record ProblemPackage(
    ProblemId id,
    ProblemRules rules,
    ProblemMetadata metadata,
    ProblemLimits limits,
    Optional<Duration> timeLimit,
    Validation validation,
    TestTree data,
    List<JurySubmission> submissions,
    PackageParts parts,
    PackageContents contents,
    List<PackageProblem> problems) {
  /** Copies the lists. */
  public ProblemPackage {
    submissions = List.copyOf(submissions);
    problems = List.copyOf(problems);
  }

  /** The same with another time limit. */
  public ProblemPackage withTimeLimit(Duration limit) {
    return new ProblemPackage(
        id,
        rules,
        metadata,
        limits,
        Optional.of(limit),
        validation,
        data,
        submissions,
        parts,
        contents,
        problems);
  }

  /** The test cases in data order. */
  public List<TestCase> tests() {
    return data.root().tests().toList();
  }

  /** Whether it may be published: there are no errors (warnings do not count). */
  public boolean publishable() {
    return errors().isEmpty();
  }

  /** The problems that forbid publishing. */
  public List<PackageProblem> errors() {
    return of(Severity.ERROR);
  }

  /** The problems that do not. */
  public List<PackageProblem> warnings() {
    return of(Severity.WARNING);
  }

  private List<PackageProblem> of(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).toList();
  }

  /** What names exactly this content; see {@link PackageContents#revision()}. */
  public String revision() throws IOException {
    return contents.revision();
  }
}
