package gavel.cli.verify;

import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said of one submission of the jury.
 *
 * @param language empty where none is known
 * @param skip why it was not judged; empty where it was
 * @param assessment what came of it; empty where it was not judged
 */
public record SubmissionReport(
    JurySubmission submission,
    Optional<LanguageDefinition> language,
    Optional<Skip> skip,
    Optional<Assessment> assessment) {
  /** What stands in the place of a verdict that there is not. */
  public static final String SKIPPED = "SKIPPED";

  /** The path below {@code submissions/}. */
  public String name() {
    return submission.name();
  }

  /** What people call its language; empty where none is known. */
  public String languageName() {
    return language.map(LanguageDefinition::name).orElse("");
  }

  /** Whether nothing speaks against it. */
  public boolean ok() {
    return skip.map(why -> !why.reason().flaw()).orElse(true)
        && assessment.map(judged -> judged.failures().isEmpty()).orElse(true);
  }

  /** Such as {@code WA}, or {@value #SKIPPED}. */
  public String verdict() {
    return assessment.map(judged -> judged.grade().status().verdict()).orElse(SKIPPED);
  }

  /** Whether it has a test between the limit and its safety margin. */
  public boolean borderline() {
    return assessment.map(Assessment::borderline).orElse(false);
  }

  /** The short forms of the verdicts that are right; empty where any is. */
  public List<String> expected() {
    return submission.expected().stream().sorted().map(Status::verdict).toList();
  }

  /** What it says about the package: what was skipped, what is odd, what validators did wrong. */
  public List<PackageProblem> problems() {
    List<PackageProblem> problems = new ArrayList<>();
    skip.ifPresent(why ->
        problems.add(
            problem(
                why.reason().flaw() ? Severity.ERROR : Severity.WARNING,
                "Skipped: " + why.message())));
    assessment.ifPresent(judged -> {
      judged.notes().forEach(note -> problems.add(problem(Severity.WARNING, note)));
      judged.grade().flaws().forEach(flaw -> problems.add(problem(Severity.ERROR, flaw)));
    });
    return problems;
  }

  private PackageProblem problem(Severity severity, String message) {
    return new PackageProblem(severity, "submissions/" + name(), 1, "", message);
  }

  /**
   * The tests that somebody who wonders about it should look at: those with a verdict of a kind
   * that nobody expects, else the slowest.
   */
  public List<TestOutcome> inQuestion() {
    List<TestOutcome> tests = assessment.map(Assessment::tests).orElse(List.of());
    List<TestOutcome> odd =
        tests.stream()
            .filter(test -> test.status() != Status.SUCCESS)
            .filter(test -> !submission.expected().contains(test.status()))
            .toList();
    return odd.isEmpty()
        ? assessment.flatMap(Assessment::slowest).map(List::of).orElse(List.of())
        : odd;
  }
}
