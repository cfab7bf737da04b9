package gavel.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.intake.Turns.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
  /** For a feed to have answered. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(11);

  private static final int CONTEST = 0;
  private static final int PRACTICE = 1;
  private static final int REJUDGE = 2;

  private final AtomicLong now = new AtomicLong(Duration.ofDays(-1).toNanos());

  private Turns turns(int slots) {
    List<Feed> feeds =
        List.of(new Feed("c", "c", 0, 2), new Feed("p", "p", 0.2, 1), new Feed("r", "r", 0.05, 1));
    Turns turns = new Turns(feeds, slots, Duration.ofMillis(10), now::get);
    pass(Duration.ofSeconds(1));
    return turns;
  }

  private static void nothing() {}

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void theOnlyOneGetsItsSlotAtOnce() {
    assertThat(turns(1).enter(REJUDGE, TurnsTest::nothing).isGranted()).isTrue();
  }

  @Test
  void whatComesFirstInRankGoesFirst() {
    Turns turns = turns(1);
    Turn running = turns.enter(REJUDGE, TurnsTest::nothing);
    List<Integer> news = new ArrayList<>();
    Turn practice = turns.enter(PRACTICE, () -> news.add(PRACTICE));
    Turn contest = turns.enter(CONTEST, () -> news.add(CONTEST));
    assertThat(contest.isGranted()).isFalse();
    running.close();
    running.close();
    assertThat(contest.isGranted()).isTrue();
    assertThat(practice.isGranted()).isFalse();
    assertThat(turns.free()).isZero();
    assertThat(news).contains(CONTEST);
    practice.close();
    contest.close();
    assertThat(turns.free()).isOne();
  }

  @Test
  void aFeedThatComesBeforeIsGivenAMomentToAnswer() throws Exception {
    Turns turns = turns(1);
    Turn running = turns.enter(PRACTICE, TurnsTest::nothing);
    Turn practice = turns.enter(PRACTICE, TurnsTest::nothing);
    running.close();
    long began = turns.awaitPoll(CONTEST, false).orElseThrow();
    assertThat(practice.isGranted()).isFalse();
    assertThat(practice.patience()).isLessThan(Duration.ofSeconds(1));
    Turn contest = turns.enter(CONTEST, TurnsTest::nothing);
    turns.endPoll(CONTEST, began);
    assertThat(contest.isGranted()).isTrue();
    contest.close();
    pass(Duration.ofSeconds(1));
    assertThat(practice.isGranted()).isTrue();
  }

  @Test
  void aFeedThatHasNothingHoldsNobodyUp() throws Exception {
    Turns turns = turns(1);
    assertThat(turns.awaitPoll(CONTEST, false)).isPresent();
    pass(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      Turn practice = turns.enter(PRACTICE, TurnsTest::nothing);
      assertThat(practice.isGranted()).isTrue();
      practice.close();
    }
  }

  @Test
  void asManyPollAsSlotsAreFree() throws Exception {
    Turns turns = turns(2);
    Turn running = turns.enter(CONTEST, TurnsTest::nothing);
    long began = turns.awaitPoll(CONTEST, false).orElseThrow();
    CompletableFuture<OptionalLong> second = new CompletableFuture<>();
    CompletableFuture<OptionalLong> third = new CompletableFuture<>();
    CompletableFuture<OptionalLong> other = new CompletableFuture<>();
    List<Thread> pollers = List.of(poller(turns, CONTEST, second), poller(turns, PRACTICE, other));
    assertThat(other.join()).isPresent();
    assertThat(second).isNotDone();
    running.close();
    assertThat(second.join()).isPresent();
    Thread last = poller(turns, CONTEST, third);
    assertThat(third).isNotDone();
    turns.endPoll(CONTEST, began);
    assertThat(third.join()).isPresent();
    turns.stop();
    assertThat(turns.awaitPoll(CONTEST, false)).isEmpty();
    last.join();
    for (Thread each : pollers) {
      each.join();
    }
  }

  private static Thread poller(Turns turns, int rank, CompletableFuture<OptionalLong> polls) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            polls.complete(turns.awaitPoll(rank, false));
          } catch (InterruptedException interrupted) {
            polls.completeExceptionally(interrupted);
          }
        });
  }

  /**
   * Everybody always has records: practice, with jobs ten times as long, gets its fifth of time.
   */
  @Test
  void aLaterFeedGetsItsShareOfTheTime() {
    Turns turns = turns(1);
    double[] had = new double[3];
    Duration[] jobs = {Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(10)};
    List<Turn> waiting = new ArrayList<>();
    for (int rank : new int[] {CONTEST, PRACTICE, REJUDGE}) {
      waiting.add(turns.enter(rank, TurnsTest::nothing));
    }
    for (int i = 0; i < 20_000; i++) {
      pass(LONG_ENOUGH);
      for (int rank = 0; rank < waiting.size(); rank++) {
        if (waiting.get(rank).isGranted()) {
          pass(jobs[rank]);
          had[rank] += jobs[rank].plus(LONG_ENOUGH).toMillis();
          Turn ended = waiting.set(rank, turns.enter(rank, TurnsTest::nothing));
          ended.close();
          break;
        }
      }
    }
    double all = had[CONTEST] + had[PRACTICE] + had[REJUDGE];
    assertThat(had[PRACTICE] / all).isCloseTo(0.2, Percentage.withPercentage(10));
    assertThat(had[REJUDGE] / all).isCloseTo(0.05, Percentage.withPercentage(15));
  }

  /** What practice had while nobody else wanted anything is not held against it. */
  @Test
  void whatNobodyElseWantedIsNoDebt() {
    Turns turns = turns(1);
    for (int i = 0; i < 100; i++) {
      Turn alone = turns.enter(PRACTICE, TurnsTest::nothing);
      pass(Duration.ofSeconds(1));
      alone.close();
    }
    Turn contest = turns.enter(CONTEST, TurnsTest::nothing);
    Turn practice = turns.enter(PRACTICE, TurnsTest::nothing);
    pass(Duration.ofSeconds(2));
    Turn next = turns.enter(CONTEST, TurnsTest::nothing);
    contest.close();
    assertThat(practice.isGranted()).isTrue();
    assertThat(next.isGranted()).isFalse();
  }

  @Test
  void aMemberThatNeverGotAnythingIsAskedNoMore() throws Exception {
    Turns turns = turns(2);
    turns.awaitJoin(CONTEST);
    pass(Duration.ofMinutes(1));
    Turn one = turns.enter(PRACTICE, TurnsTest::nothing);
    Turn two = turns.enter(PRACTICE, TurnsTest::nothing);
    Turn three = turns.enter(PRACTICE, TurnsTest::nothing);
    one.close();
    assertThat(three.isGranted()).isTrue();
    two.close();
    three.close();
  }

  @Test
  void whoeverHadARecordJustNowIsGivenTimeToAskAgain() throws Exception {
    Turns turns = turns(1);
    long began = turns.awaitPoll(CONTEST, false).orElseThrow();
    Turn contest = turns.enter(CONTEST, TurnsTest::nothing);
    turns.endPoll(CONTEST, began);
    Turn practice = turns.enter(PRACTICE, TurnsTest::nothing);
    contest.close();
    pass(Duration.ofMillis(100));
    assertThat(practice.isGranted()).isFalse();
    began = turns.awaitPoll(CONTEST, false).orElseThrow();
    pass(LONG_ENOUGH);
    assertThat(practice.isGranted()).isTrue();
    turns.endPoll(CONTEST, began);
    practice.close();
  }

  @Test
  void aBrokerThatIsBusyIsGivenMoreTime() throws Exception {
    Turns turns = turns(1);
    long began = turns.awaitPoll(CONTEST, false).orElseThrow();
    pass(Duration.ofMillis(20));
    Turn contest = turns.enter(CONTEST, TurnsTest::nothing);
    turns.endPoll(CONTEST, began);
    Turn practice = turns.enter(PRACTICE, TurnsTest::nothing);
    contest.close();
    began = turns.awaitPoll(CONTEST, false).orElseThrow();
    pass(Duration.ofMillis(30));
    assertThat(practice.isGranted()).isFalse();
    pass(Duration.ofMillis(30));
    assertThat(practice.isGranted()).isTrue();
    turns.endPoll(CONTEST, began);
    practice.close();
  }

  @Test
  void whoeverHadARecordLongAgoIsNotWaitedFor() throws Exception {
    Turns turns = turns(1);
    long began = turns.awaitPoll(CONTEST, false).orElseThrow();
    Turn contest = turns.enter(CONTEST, TurnsTest::nothing);
    turns.endPoll(CONTEST, began);
    Turn practice = turns.enter(PRACTICE, TurnsTest::nothing);
    pass(Duration.ofSeconds(1));
    contest.close();
    pass(LONG_ENOUGH);
    assertThat(practice.isGranted()).isTrue();
    practice.close();
  }
}
