package gavel.model;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Termination.Exited;
import gavel.model.Termination.NotStarted;
import gavel.model.Termination.Signaled;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class VerdictRulesPropertyTest {
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(1));

  @Provide
  Arbitrary<RunFacts> facts() {
    Arbitrary<Termination> terminations =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 255).map(Exited::new),
            Arbitraries.integers().between(1, 64).map(Signaled::new),
            Arbitraries.integers().between(1, 133).map(errno -> new NotStarted("execve", errno)));
    Arbitrary<Duration> times =
        Arbitraries.longs().between(0, 5_000_000_000L).map(Duration::ofNanos);
    return Combinators.combine(
            terminations,
            Arbitraries.of(KillReason.class).optional(),
            times,
            times,
            Arbitraries.longs().between(0, 4L << 30).map(ByteSize::new),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, false),
            Arbitraries.of("ptrace", "mount").optional())
        .as(RunFacts::new);
  }

  @Property
  void isTotalAndNeverBlamesTheJudgeOrTheValidator(@ForAll("facts") RunFacts facts) {
    assertThat(VerdictRules.classify(facts, LIMITS).status())
        .isNotIn(Status.INTERNAL_ERROR, Status.WRONG_ANSWER, Status.COMPILATION_ERROR);
  }

  @Property
  void everyFailureHasAReason(@ForAll("facts") RunFacts facts) {
    RunOutcome outcome = VerdictRules.classify(facts, LIMITS);
    assertThat(outcome.reason().isPresent()).isEqualTo(outcome.status() != Status.SUCCESS);
  }

  @Property
  void aLimitIsNamedExactlyWhereOneWasPassed(@ForAll("facts") RunFacts facts) {
    RunOutcome outcome = VerdictRules.classify(facts, LIMITS);
    Set<Limit> possible =
        switch (outcome.status()) {
          case TIMEOUT -> Set.of(Limit.CPU_TIME, Limit.WALL_TIME);
          case MEMORY_EXCEEDED -> Set.of(Limit.MEMORY);
          case OUTPUT_EXCEEDED -> Set.of(Limit.STDOUT, Limit.FILE_SIZE);
          default -> Set.of();
        };
    assertThat(outcome.limit().isPresent()).isEqualTo(!possible.isEmpty());
    assertThat(outcome.limit().stream().toList()).allMatch(possible::contains);
  }

  @Property
  void anOomKillIsMemoryExceededUnlessACallWasRefused(@ForAll("facts") RunFacts facts) {
    Status status = VerdictRules.classify(facts, LIMITS).status();
    boolean refused =
        facts.refusedSyscall().isPresent()
            || facts.killedBy().equals(Optional.of(KillReason.SECURITY));
    assertThat(status == Status.MEMORY_EXCEEDED).isEqualTo(facts.oomKills() > 0 && !refused);
  }

  @Property
  void moreCpuTimeNeverMakesASuccess(
      @ForAll("facts") RunFacts facts, @ForAll @IntRange(max = 5000) int moreMillis) {
    RunFacts slower =
        new RunFacts(
            facts.termination(),
            facts.killedBy(),
            facts.cpuTime().plusMillis(moreMillis),
            facts.wallTime(),
            facts.memoryPeak(),
            facts.oomKills(),
            facts.stdoutTruncated(),
            facts.refusedSyscall());
    if (VerdictRules.classify(facts, LIMITS).status() != Status.SUCCESS) {
      assertThat(VerdictRules.classify(slower, LIMITS).status()).isNotEqualTo(Status.SUCCESS);
    }
  }

  @Property
  void aSuccessStaysWithinEveryLimit(@ForAll("facts") RunFacts facts) {
    if (VerdictRules.classify(facts, LIMITS).status() == Status.SUCCESS) {
      assertThat(facts.termination()).isEqualTo(new Exited(0));
      assertThat(facts.cpuTime()).isLessThanOrEqualTo(LIMITS.cpuTime());
      assertThat(facts.wallTime()).isLessThanOrEqualTo(LIMITS.wallTime());
      assertThat(facts.oomKills()).isZero();
      assertThat(facts.stdoutTruncated()).isFalse();
      assertThat(facts.refusedSyscall()).isEqualTo(Optional.empty());
    }
  }
}
