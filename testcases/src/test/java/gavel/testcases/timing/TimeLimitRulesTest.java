package gavel.testcases.timing;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.timing.TimeLimit.Origin;
import gavel.testcases.timing.TimeMargins.Extreme;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitRulesTest {
  private static final TimeLimitRules LEGACY = rules(FormatVersion.LEGACY);
  private static final TimeLimitRules MODERN = rules(FormatVersion.V2025_09);

  private static TimeLimitRules rules(FormatVersion format) {
    return new TimeLimitRules(format, ProblemLimits.defaults(format));
  }

  private static TimeLimitRules resolution(long millis) {
    ProblemLimits some = ProblemLimits.DEFAULTS_2025_09;
    return new TimeLimitRules(
        FormatVersion.V2025_09,
        new ProblemLimits(
            some.timeMultiplier(),
            some.timeSafetyMargin(),
            Duration.ofMillis(millis),
            some.memory(),
            some.output(),
            some.code(),
            some.compilationTime(),
            some.compilationMemory(),
            some.validationTime(),
            some.validationMemory(),
            some.validationOutput(),
            some.validationPasses()));
  }

  private static Optional<Extreme> needs(long millis, boolean stopped) {
    return Optional.of(new Extreme("a/b.c", "secret/1", Duration.ofMillis(millis), stopped));
  }

  private static List<Severity> severities(
      TimeLimitRules rules, TimeLimit limit, long slowest, long fastest, boolean stopped) {
    TimeMargins margins = new TimeMargins(needs(slowest, false), needs(fastest, stopped));
    return rules.check(limit, margins).stream().map(PackageProblem::severity).toList();
  }

  /** Five times, to the nearest second, at least one; the margin is over the limit. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 2",
    "50, 1, 2",
    "299, 1, 3",
    "300, 2, 3",
    "499, 2, 5",
    "500, 3, 5",
    "3000, 15, 30"
  })
  void legacyLimitsAreWholeSeconds(long slowest, long limit, long safe) {
    TimeLimit derived = LEGACY.derive(Duration.ofMillis(slowest));
    assertThat(derived)
        .isEqualTo(
            new TimeLimit(Duration.ofSeconds(limit), Duration.ofSeconds(safe), Origin.DERIVED));
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "500, 1000", "501, 2000", "1000, 2000", "1001, 3000"})
  void newerLimitsAreTheNextMultipleOfTheResolution(long slowest, long limit) {
    TimeLimit derived = MODERN.derive(Duration.ofMillis(slowest));
    assertThat(derived.limit()).isEqualTo(Duration.ofMillis(limit));
    assertThat(derived.safe()).isEqualTo(Duration.ofMillis(limit * 3 / 2));
  }

  @Test
  void theResolutionMayBeFine() {
    assertThat(resolution(100).derive(Duration.ofMillis(333)).limit())
        .isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void aGivenLimitIsTakenAsItIs() {
    TimeLimit given = LEGACY.given(Duration.ofMillis(1250), Origin.PACKAGE);
    assertThat(given.limit()).isEqualTo(Duration.ofMillis(1250));
    assertThat(given.safe()).isEqualTo(Duration.ofMillis(2500));
    assertThat(MODERN.given(Duration.ofNanos(1_000_001), Origin.ASKED).safe())
        .isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void distancesAreRulesInTheNewFormatAndAdviceElsewhere() {
    TimeLimit modern = MODERN.given(Duration.ofSeconds(1), Origin.PACKAGE);
    assertThat(severities(MODERN, modern, 500, 1500, false)).isEmpty();
    assertThat(severities(MODERN, modern, 501, 1500, false)).containsExactly(Severity.ERROR);
    assertThat(severities(MODERN, modern, 500, 1499, false)).containsExactly(Severity.ERROR);
    TimeLimit asked = MODERN.given(Duration.ofSeconds(1), Origin.ASKED);
    assertThat(severities(MODERN, asked, 501, 1499, false))
        .containsExactly(Severity.WARNING, Severity.WARNING);
    TimeLimit legacy = LEGACY.given(Duration.ofSeconds(1), Origin.PACKAGE);
    assertThat(severities(LEGACY, legacy, 201, 1999, false))
        .containsExactly(Severity.WARNING, Severity.WARNING);
  }

  @Test
  void whatWasStoppedBeyondTheLimitIsTooSlow() {
    TimeLimit limit = MODERN.given(Duration.ofSeconds(1), Origin.PACKAGE);
    assertThat(severities(MODERN, limit, 500, 1500, true)).isEmpty();
    TimeMargins never = new TimeMargins(needs(1500, true), Optional.empty());
    assertThat(MODERN.check(limit, never))
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.message()).contains("a/b.c needs, over 1.500 s for secret/1"));
  }

  @Test
  void limitsFinerThanMillisecondsAreOdd() {
    TimeLimit fine = MODERN.given(Duration.ofNanos(1_000_500_000), Origin.PACKAGE);
    assertThat(MODERN.check(fine, TimeMargins.NONE))
        .singleElement()
        .satisfies(problem -> assertThat(problem.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void aLimitsOwnMarginIsTheBorder() {
    TimeLimit limit = MODERN.given(Duration.ofSeconds(2), Origin.PACKAGE);
    assertThat(limit.borderline(Duration.ofSeconds(2))).isFalse();
    assertThat(limit.borderline(Duration.ofMillis(2001))).isTrue();
    assertThat(limit.borderline(Duration.ofSeconds(3))).isTrue();
    assertThat(limit.borderline(Duration.ofMillis(3001))).isFalse();
  }
}
