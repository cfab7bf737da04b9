package gavel.testcases.timing;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.TestRule;
import gavel.testcases.problem.TestRule.TimeUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeMarginsTest {
  private static final Set<Status> AC = Set.of(Status.SUCCESS);
  private static final Set<Status> TLE = Set.of(Status.TIMEOUT);

  private static Expectation expects(Set<Status> verdicts, TestRule... rules) {
    return new Expectation(verdicts, Basis.DIRECTORY, false, Optional.empty(), List.of(rules));
  }

  private static TestRule rule(
      String scope, Set<Status> permitted, Set<Status> required, TimeUse use) {
    return new TestRule(
        scope.isEmpty() ? Optional.empty() : Optional.of(new Glob(scope)),
        permitted,
        required,
        Optional.empty(),
        Optional.empty(),
        use,
        false);
  }

  private static MeasuredSubmission took(String name, Expectation expectation, long... millis) {
    List<TestTime> times =
        IntStream.range(0, millis.length)
            .mapToObj(i -> new TestTime("secret/" + (i + 1), Duration.ofMillis(millis[i]), false))
            .toList();
    return new MeasuredSubmission(name, expectation, times);
  }

  private static String shown(Optional<TimeMargins.Extreme> extreme) {
    return extreme
        .map(found -> found.submission() + " " + found.test() + " " + found.time().toMillis())
        .orElse("none");
  }

  @Test
  void theLimitIsBetweenTheSlowestAndTheFastest() {
    TimeMargins margins =
        TimeMargins.of(
            List.of(
                took("accepted/a", expects(AC), 10, 300),
                took("accepted/b", expects(AC), 200, 20),
                took("wrong_answer/c", expects(Set.of(Status.WRONG_ANSWER)), 9000),
                took("time_limit_exceeded/d", expects(TLE), 5000, 10),
                took("time_limit_exceeded/e", expects(TLE), 10, 4000)));
    assertThat(shown(margins.slowest())).isEqualTo("accepted/a secret/2 300");
    assertThat(shown(margins.fastest())).isEqualTo("time_limit_exceeded/e secret/2 4000");
    assertThat(TimeMargins.of(List.of())).isEqualTo(TimeMargins.NONE);
  }

  @Test
  void partlyAcceptedOnesBoundNothing() {
    Expectation partial = new Expectation(AC, Basis.DIRECTORY, true, Optional.empty(), List.of());
    assertThat(TimeMargins.of(List.of(took("partially_accepted/a", partial, 10))))
        .isEqualTo(TimeMargins.NONE);
  }

  @Test
  void whereTimeoutsAreNotPermittedTheLimitHasToLetPass() {
    Set<Status> wrong = Set.of(Status.SUCCESS, Status.WRONG_ANSWER);
    Expectation modern =
        expects(
            Set.of(Status.WRONG_ANSWER),
            rule("", wrong, Set.of(Status.WRONG_ANSWER), TimeUse.DERIVED));
    assertThat(shown(TimeMargins.of(List.of(took("w", modern, 70))).slowest()))
        .isEqualTo("w secret/1 70");
  }

  @Test
  void rulesAreAboutTheirTestsOnly() {
    Expectation some =
        expects(
            Set.of(),
            rule("secret/1", AC, Set.of(), TimeUse.DERIVED),
            rule("secret/2", Set.of(), TLE, TimeUse.DERIVED));
    TimeMargins margins = TimeMargins.of(List.of(took("some", some, 10, 900, 5000)));
    assertThat(shown(margins.slowest())).isEqualTo("some secret/1 10");
    assertThat(shown(margins.fastest())).isEqualTo("some secret/2 900");
  }

  @Test
  void whatIsSaidOfTheTimeLimitGoesOverVerdicts() {
    Expectation unused = expects(AC, rule("", Set.of(), Set.of(), TimeUse.NONE));
    Expectation lower = expects(Set.of(), rule("", Set.of(), Set.of(), TimeUse.LOWER));
    Expectation upper = expects(AC, rule("secret/2", Set.of(), Set.of(), TimeUse.UPPER));
    assertThat(TimeMargins.of(List.of(took("unused", unused, 10)))).isEqualTo(TimeMargins.NONE);
    assertThat(shown(TimeMargins.of(List.of(took("lower", lower, 10))).slowest()))
        .isEqualTo("lower secret/1 10");
    TimeMargins both = TimeMargins.of(List.of(took("upper", upper, 10, 20)));
    assertThat(shown(both.slowest())).isEqualTo("upper secret/1 10");
    assertThat(shown(both.fastest())).isEqualTo("upper secret/2 20");
  }

  @Test
  void whatWasStoppedSaysNothingOfHowMuchIsNeeded() {
    MeasuredSubmission stopped =
        new MeasuredSubmission(
            "a",
            expects(AC),
            List.of(
                new TestTime("secret/1", Duration.ofMillis(60_000), true),
                new TestTime("secret/2", Duration.ofMillis(5), false)));
    assertThat(shown(TimeMargins.of(List.of(stopped)).slowest())).isEqualTo("a secret/1 60000");
    assertThat(shown(TimeMargins.of(List.of(stopped.finished())).slowest()))
        .isEqualTo("a secret/2 5");
  }
}
