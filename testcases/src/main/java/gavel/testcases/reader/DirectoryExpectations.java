package gavel.testcases.reader;

import gavel.model.Status;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.TestRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the names of directories in {@code submissions/} mean: section "Example Submissions" of both
 * formats, and the names other judges use beside them.
 */
final class DirectoryExpectations {
  static final Set<Status> AC = Set.of(Status.SUCCESS);
  static final Set<Status> WA = Set.of(Status.WRONG_ANSWER);
  static final Set<Status> TLE = Set.of(Status.TIMEOUT);

  /** Four verdicts are all that rules know; what ends a program against its will is a crash. */
  static final Set<Status> RTE =
      Set.of(
          Status.RUNTIME_ERROR,
          Status.MEMORY_EXCEEDED,
          Status.SECURITY_VIOLATION,
          Status.OUTPUT_EXCEEDED);

  private DirectoryExpectations() {}

  /** What is expected of submissions in such a directory; nothing where the name says nothing. */
  static Optional<Expectation> of(String directory, boolean legacy) {
    Optional<TestRule> rule = rule(directory);
    if (!legacy && rule.isPresent()) {
      return Optional.of(
          new Expectation(
              ExpectationRules.summary(List.of(rule.get()), false),
              Basis.DIRECTORY,
              false,
              Optional.empty(),
              List.of(rule.get())));
    }
    Set<Status> verdicts = verdicts(directory);
    return verdicts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Expectation(
                verdicts,
                Basis.DIRECTORY,
                directory.equals("partially_accepted"),
                Optional.empty(),
                advice(directory)));
  }

  /** The rule that 2025-09 has for the directory. */
  static Optional<TestRule> rule(String directory) {
    return switch (directory) {
      case "accepted" -> rule(AC, Set.of());
      case "rejected" -> rule(Set.of(), union(WA, TLE, RTE));
      case "wrong_answer" -> rule(union(AC, WA), WA);
      case "time_limit_exceeded" -> rule(union(AC, TLE), TLE);
      case "run_time_error" -> rule(union(AC, RTE), RTE);
      case "brute_force" -> rule(union(AC, RTE, TLE), union(RTE, TLE));
      default -> Optional.empty();
    };
  }

  private static Optional<TestRule> rule(Set<Status> permitted, Set<Status> required) {
    return Optional.of(TestRule.verdicts(permitted, required, false));
  }

  /** What legacy formats say of single tests, which only the final verdict makes an error. */
  private static List<TestRule> advice(String directory) {
    return switch (directory) {
      case "wrong_answer" -> List.of(TestRule.verdicts(union(AC, WA), WA, true));
      case "time_limit_exceeded" -> List.of(TestRule.verdicts(union(AC, WA, TLE), TLE, true));
      default -> List.of();
    };
  }

  private static Set<Status> verdicts(String directory) {
    return switch (directory) {
      case "accepted", "partially_accepted" -> AC;
      case "wrong_answer", "no_output" -> WA;
      case "time_limit_exceeded" -> TLE;
      case "run_time_error", "runtime_error" -> Set.of(Status.RUNTIME_ERROR);
      case "memory_limit_exceeded" -> Set.of(Status.MEMORY_EXCEEDED);
      case "output_limit_exceeded", "output_limit" -> Set.of(Status.OUTPUT_EXCEEDED);
      case "compile_error", "compiler_error", "compilation_error" ->
          Set.of(Status.COMPILATION_ERROR);
      case "security_violation" -> Set.of(Status.SECURITY_VIOLATION);
      case "rejected" -> union(WA, TLE, RTE);
      case "brute_force" -> union(TLE, RTE);
      default -> Set.of();
    };
  }

  @SafeVarargs
  private static Set<Status> union(Set<Status>... sets) {
    EnumSet<Status> all = EnumSet.noneOf(Status.class);
    for (Set<Status> set : sets) {
      all.addAll(set);
    }
    return all;
  }
}
