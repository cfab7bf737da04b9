package gavel.cli.verify;

import gavel.model.Status;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestGroup;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The best score that a problem has: as the package says, else the best of its solutions. */
final class BestScore {
  private BestScore() {}

  static OptionalDouble of(ProblemPackage problem, Map<Candidate, Assessment> graded) {
    if (!problem.rules().scoring()) {
      return OptionalDouble.empty();
    }
    OptionalDouble said = said(problem);
    return said.isPresent() ? said : reached(problem, graded);
  }

  private static OptionalDouble said(ProblemPackage problem) {
    TestGroup root = problem.data().root();
    return switch (root.grading()) {
      case Grading.Legacy legacy -> {
        double best = problem.rules().minimize() ? legacy.range().from() : legacy.range().to();
        yield Double.isInfinite(best) ? OptionalDouble.empty() : OptionalDouble.of(best);
      }
      case Grading.Points _ ->
          root.groups()
              .filter(group -> !group.sample())
              .findFirst()
              .map(TestGroup::grading)
              .map(grading ->
                  grading instanceof Grading.Points points
                      ? points.maxScore()
                      : OptionalDouble.empty())
              .orElse(OptionalDouble.empty());
    };
  }

  private static OptionalDouble reached(ProblemPackage problem, Map<Candidate, Assessment> graded) {
    Collection<Map.Entry<Candidate, Assessment>> all = graded.entrySet();
    DoubleStream scores =
        all.stream()
            .filter(entry -> !entry.getKey().submission().expectation().partial())
            .filter(entry -> entry.getKey().submission().expected().equals(Set.of(Status.SUCCESS)))
            .flatMapToDouble(entry -> entry.getValue().grade().score().stream());
    return problem.rules().minimize() ? scores.min() : scores.max();
  }
}
