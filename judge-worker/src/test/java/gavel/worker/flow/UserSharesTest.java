package gavel.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.flow.UserShares.Use;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserSharesTest {
  private final AtomicLong now = new AtomicLong(Duration.ofDays(-1).toNanos());
  private final UserShares users = new UserShares(now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Whether a submission of that user got its slot, and had it for so long. */
  private boolean judge(String user, Duration time) {
    Optional<Use> use = users.begin(user);
    use.ifPresent(begun -> {
      pass(time);
      begun.close();
      begun.close();
    });
    return use.isPresent();
  }

  @Test
  void oneWhoHadMuchIsPutOffAndOthersAreNot() {
    assertThat(judge("loops", Duration.ofSeconds(10))).isTrue();
    assertThat(judge("loops", Duration.ofSeconds(10))).isFalse();
    assertThat(judge("other", Duration.ofSeconds(1))).isTrue();
    assertThat(judge("loops", Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void whatRunsCountsAlready() {
    Use running = users.use("loops");
    assertThat(users.begin("loops")).isPresent();
    pass(Duration.ofSeconds(3));
    assertThat(users.begin("loops")).isEmpty();
    running.close();
  }

  @Test
  void itIsForgotten() {
    judge("loops", Duration.ofSeconds(10));
    pass(Duration.ofMinutes(2));
    assertThat(judge("loops", Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void manyWhoHaveTheSameAreNotPutOff() {
    for (int round = 0; round < 5; round++) {
      for (int user = 0; user < 50; user++) {
        assertThat(judge("user" + user, Duration.ofSeconds(1))).isTrue();
      }
    }
  }

  @Test
  void twoWhoHaveTheSameTakeTurns() {
    long judged =
        IntStream.range(0, 100)
            .filter(i -> judge(i % 2 == 0 ? "a" : "b", Duration.ofSeconds(1)))
            .count();
    assertThat(judged).isGreaterThan(40);
  }

  @Test
  void trivialProgramsAreNotWorthIt() {
    assertThat(IntStream.range(0, 5000).filter(i -> judge("a", Duration.ofMillis(5))).count())
        .isEqualTo(5000);
  }

  private long judgedOf(int submissions, Duration each, Duration toPutOff) {
    long judged = 0;
    for (int i = 0; i < submissions; i++) {
      if (judge("a", each)) {
        judged++;
      } else {
        users.putOff(toPutOff.toNanos());
      }
    }
    return judged;
  }

  @Test
  void whatCostsAsMuchAsToJudgeIsNotDone() {
    Duration slow = Duration.ofMillis(50);
    assertThat(judgedOf(1000, slow, Duration.ofMillis(2))).isLessThan(60);
    pass(Duration.ofMinutes(10));
    assertThat(judgedOf(1000, slow, Duration.ofMillis(20))).isGreaterThan(950);
  }

  @Test
  void afterSomeWereLookedAtInVainOneSeemsAloneUntilSomebodyComes() {
    Duration each = Duration.ofMillis(120);
    assertThat(users.seemsAlone("a")).isFalse();
    assertThat(judgedOf(40, each, Duration.ofMillis(3))).isLessThan(30);
    assertThat(users.seemsAlone("a")).isFalse();
    assertThat(judgedOf(60, each, Duration.ofMillis(3))).isZero();
    assertThat(users.seemsAlone("a")).isTrue();
    assertThat(judge("b", each)).isTrue();
    assertThat(users.seemsAlone("a")).isFalse();
  }

  @Test
  void hundredsOfEndlessLoopsArePutOffBeforeAnybodyLooks() {
    assertThat(judgedOf(200, Duration.ofSeconds(1), Duration.ofMillis(5))).isLessThan(10);
    assertThat(users.seemsAlone("a")).isFalse();
  }

  @Test
  void endlessLoopsArePutOffWhateverItCosts() {
    Duration second = Duration.ofSeconds(1);
    assertThat(judgedOf(100, second, Duration.ofMinutes(1))).isLessThan(5);
  }
}
