package gavel.model;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Termination.Exited;
import gavel.model.Termination.NotStarted;
import gavel.model.Termination.Signaled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRulesTest {
  private static final RunLimits LIMITS =
      RunLimits.contestant(Duration.ofSeconds(1)).withMemory(ByteSize.ofMiB(64));
  private static final int SIGKILL = 9;
  private static final int SIGSEGV = 11;
  private static final int ENOEXEC = 8;

  private static RunFacts ended(Termination how) {
    return facts(how, Optional.empty(), Duration.ofMillis(10), 0, false);
  }

  private static RunFacts killed(KillReason reason) {
    return facts(new Signaled(SIGKILL), Optional.of(reason), Duration.ofMillis(10), 0, false);
  }

  private static RunFacts facts(
      Termination how, Optional<KillReason> reason, Duration cpu, int oomKills, boolean truncated) {
    return new RunFacts(
        how, reason, cpu, cpu, ByteSize.ofMiB(1), oomKills, truncated, Optional.empty());
  }

  private static String verdict(RunFacts facts) {
    RunOutcome outcome = VerdictRules.classify(facts, LIMITS);
    return outcome.status().verdict() + outcome.reason().map(r -> " " + r).orElse("");
  }

  @Test
  void classifiesWhatEndsByItself() {
    assertThat(verdict(ended(new Exited(0)))).isEqualTo("AC");
    assertThat(verdict(ended(new Exited(137)))).isEqualTo("RTE exit code 137");
    assertThat(verdict(ended(new Signaled(SIGSEGV)))).isEqualTo("RTE signal SIGSEGV");
    assertThat(verdict(ended(new Signaled(Signals.SIGXFSZ)))).isEqualTo("OLE file size");
    assertThat(verdict(ended(new NotStarted("execve", ENOEXEC))))
        .isEqualTo("RTE cannot be executed: execve errno 8");
  }

  @Test
  void classifiesWhatTheJudgeEnded() {
    assertThat(verdict(killed(KillReason.CPU_TIME))).isEqualTo("TLE cpu");
    assertThat(verdict(killed(KillReason.WALL_TIME))).isEqualTo("TLE wall");
    assertThat(verdict(killed(KillReason.IDLE))).isEqualTo("TLE idle");
    assertThat(verdict(killed(KillReason.OUTPUT))).isEqualTo("OLE stdout");
    assertThat(verdict(killed(KillReason.SECURITY))).isEqualTo("SV syscall");
  }

  @Test
  void aRunThatEndedJustOverItsLimitIsTooSlow() {
    RunFacts facts = facts(new Exited(0), Optional.empty(), Duration.ofMillis(1001), 0, false);
    assertThat(verdict(facts)).isEqualTo("TLE cpu");
    assertThat(verdict(facts(new Exited(0), Optional.empty(), LIMITS.cpuTime(), 0, false)))
        .isEqualTo("AC");
  }

  @Test
  void memoryGoesBeforeTimeAndTimeBeforeOutput() {
    Optional<KillReason> cpu = Optional.of(KillReason.CPU_TIME);
    assertThat(verdict(facts(new Signaled(SIGKILL), cpu, Duration.ofSeconds(2), 1, true)))
        .isEqualTo("MLE memory");
    assertThat(verdict(facts(new Signaled(SIGKILL), cpu, Duration.ofSeconds(2), 0, true)))
        .isEqualTo("TLE cpu");
    assertThat(verdict(facts(new Exited(1), Optional.empty(), Duration.ZERO, 0, true)))
        .isEqualTo("RTE exit code 1");
    assertThat(verdict(facts(new Exited(0), Optional.empty(), Duration.ZERO, 0, true)))
        .isEqualTo("OLE stdout");
  }

  @Test
  void aFailureNearTheMemoryLimitSaysSo() {
    RunFacts facts =
        new RunFacts(
            new Exited(1),
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            ByteSize.ofMiB(63),
            0,
            false,
            Optional.empty());
    assertThat(verdict(facts)).isEqualTo("RTE exit code 1, near the memory limit");
  }

  @Test
  void theLimitThatWasPassedIsNamed() {
    assertThat(limit(killed(KillReason.CPU_TIME))).contains(Limit.CPU_TIME);
    assertThat(limit(killed(KillReason.WALL_TIME))).contains(Limit.WALL_TIME);
    assertThat(limit(killed(KillReason.IDLE))).contains(Limit.WALL_TIME);
    assertThat(limit(killed(KillReason.OUTPUT))).contains(Limit.STDOUT);
    assertThat(limit(ended(new Signaled(Signals.SIGXFSZ)))).contains(Limit.FILE_SIZE);
    assertThat(limit(facts(new Exited(0), Optional.empty(), Duration.ZERO, 1, false)))
        .contains(Limit.MEMORY);
    assertThat(limit(facts(new Exited(0), Optional.empty(), Duration.ZERO, 0, true)))
        .contains(Limit.STDOUT);
    assertThat(limit(killed(KillReason.SECURITY))).isEmpty();
    assertThat(limit(ended(new Exited(3)))).isEmpty();
    assertThat(limit(ended(new Exited(0)))).isEmpty();
  }

  private static Optional<Limit> limit(RunFacts facts) {
    return VerdictRules.classify(facts, LIMITS).limit();
  }

  @Test
  void aRefusedCallIsNamed() {
    RunFacts facts =
        new RunFacts(
            new Signaled(SIGKILL),
            Optional.of(KillReason.SECURITY),
            Duration.ZERO,
            Duration.ZERO,
            ByteSize.ZERO,
            1,
            true,
            Optional.of("ptrace"));
    assertThat(verdict(facts)).isEqualTo("SV ptrace");
  }

  @Test
  void theFirstFailureIsTheVerdict() {
    assertThat(
            VerdictRules.ofSubmission(
                List.of(Status.SUCCESS, Status.TIMEOUT, Status.WRONG_ANSWER, Status.SUCCESS)))
        .isEqualTo(Status.TIMEOUT);
    assertThat(VerdictRules.ofSubmission(List.of(Status.SUCCESS))).isEqualTo(Status.SUCCESS);
  }

  @Test
  void onlyASuccessfulRunCanBeAWrongAnswer() {
    assertThat(VerdictRules.judged(Status.SUCCESS, false)).isEqualTo(Status.WRONG_ANSWER);
    assertThat(VerdictRules.judged(Status.SUCCESS, true)).isEqualTo(Status.SUCCESS);
    assertThat(VerdictRules.judged(Status.OUTPUT_EXCEEDED, false))
        .isEqualTo(Status.OUTPUT_EXCEEDED);
  }

  @Test
  void anExpectedRuntimeErrorMayBeMemoryOrSecurity() {
    Set<Status> expected = Set.of(Status.RUNTIME_ERROR);
    assertThat(VerdictRules.meets(expected, Status.MEMORY_EXCEEDED)).isTrue();
    assertThat(VerdictRules.meets(expected, Status.SECURITY_VIOLATION)).isTrue();
    assertThat(VerdictRules.meets(expected, Status.TIMEOUT)).isFalse();
    assertThat(VerdictRules.meets(Set.of(Status.MEMORY_EXCEEDED), Status.RUNTIME_ERROR)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // contestant, whether the interactor ended first, its word, what comes of it
    "SUCCESS, true, SUCCESS, SUCCESS",
    "SUCCESS, false, SUCCESS, SUCCESS",
    "SUCCESS, false, WRONG_ANSWER, WRONG_ANSWER",
    "SUCCESS, true, INTERNAL_ERROR, INTERNAL_ERROR",
    "RUNTIME_ERROR, true, WRONG_ANSWER, WRONG_ANSWER",
    "TIMEOUT, true, WRONG_ANSWER, WRONG_ANSWER",
    "TIMEOUT, true, INTERNAL_ERROR, INTERNAL_ERROR",
    "RUNTIME_ERROR, true, SUCCESS, RUNTIME_ERROR",
    "TIMEOUT, false, WRONG_ANSWER, TIMEOUT",
    "RUNTIME_ERROR, false, INTERNAL_ERROR, RUNTIME_ERROR",
    "MEMORY_EXCEEDED, false, SUCCESS, MEMORY_EXCEEDED",
  })
  void whoEndsAConversationFirstHasTheLastWord(
      Status contestant, boolean interactorFirst, Status word, Status expected) {
    assertThat(VerdictRules.talked(contestant, interactorFirst, word)).isEqualTo(expected);
  }

  @Test
  void theWallLimitIsGenerous() {
    assertThat(VerdictRules.wallLimit(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(4));
    assertThat(VerdictRules.cpuLimitOf(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(2));
    assertThat(VerdictRules.cpuLimitOf(Duration.ofMillis(900))).isZero();
  }
}
