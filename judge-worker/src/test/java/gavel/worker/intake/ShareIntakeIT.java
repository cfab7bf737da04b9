package gavel.worker.intake;

import static gavel.worker.KafkaFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.worker.KafkaFixture;
import gavel.worker.topic.TopicSpec;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kafka")
class ShareIntakeIT {
  @RegisterExtension static final KafkaFixture KAFKA = new KafkaFixture();

  private static final int PARTITIONS =
      Topics.all().stream()
          .filter(topic -> topic.name().equals(Topics.SUBMISSIONS))
          .mapToInt(TopicSpec::partitions)
          .sum();

  /** Longer than a busy machine stalls: a lock that runs out is another delivery. */
  private static final Duration LOCK = Duration.ofSeconds(10);

  private static final Duration RENEW = Duration.ofMillis(300);
  private static final Backoff SOON = new Backoff(Duration.ofMillis(10), Duration.ofMillis(20));

  private final Queue<IntakeRecord> seen = new ConcurrentLinkedQueue<>();
  private String name = "";

  @BeforeEach
  void createTopicAndGroup(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    KAFKA.broker().createTopic(name, PARTITIONS);
    KAFKA.broker().createGroup(name, LOCK);
  }

  private IntakeSettings settings(int slots) {
    return settings(slots, LOCK);
  }

  private IntakeSettings settings(int slots, Duration lock) {
    return IntakeSettings.of(KAFKA.broker().client(), List.of(new Feed(name, name, 0, 1)), slots)
        .withLock(lock, RENEW)
        .withReleaseBackoff(SOON);
  }

  private Disposition accept(IntakeRecord record, Runnable ran) {
    seen.add(record);
    return new Disposition.Accept();
  }

  @Test
  void everyRecordIsAcceptedOnceWhateverIsInIt() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records =
        new ArrayList<>(
            IntStream.range(0, 40)
                .mapToObj(i -> new ProducerRecord<>(name, utf8("k" + i), utf8("v" + i)))
                .toList());
    records.add(new ProducerRecord<>(name, utf8("null value"), null));
    records.add(new ProducerRecord<>(name, null, new byte[] {(byte) 0xff, 0, (byte) 0xfe}));
    records.add(new ProducerRecord<>(name, null, new byte[0]));
    KAFKA.broker().produce(records);

    try (ShareIntake intake = ShareIntake.start(settings(2), this::accept)) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == records.size());
      assertThat(intake.failure()).isNotDone();
    }

    assertThat(seen).hasSize(records.size()).allMatch(record -> record.deliveryCount() == 1);
    assertThat(seen.stream().map(IntakeRecord::position).distinct()).hasSize(records.size());
    assertThat(seen).filteredOn(record -> record.value().isEmpty()).hasSize(1);
    assertThat(seen)
        .anySatisfy(record ->
            assertThat(record.value())
                .hasValueSatisfying(value -> assertThat(value).containsExactly(0xff, 0, 0xfe)));
    nothingIsLeft();
  }

  /** A second intake of the same group gets nothing before the drain of an empty queue. */
  private void nothingIsLeft() throws Exception {
    int before = seen.size();
    KAFKA.broker().produce(name, "last");
    try (ShareIntake intake = ShareIntake.start(settings(1), this::accept)) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 1);
    }
    assertThat(seen).hasSize(before + 1);
  }

  @Test
  void aJudgementLongerThanTheLockKeepsIt() throws Exception {
    Duration lock = Duration.ofSeconds(6);
    KAFKA.broker().createGroup(name, lock);
    KAFKA.broker().produce(name, "slow");
    CountDownLatch done = new CountDownLatch(1);
    JudgeCallback slow =
        (record, ran) -> {
          seen.add(record);
          done.await();
          return new Disposition.Accept();
        };
    try (ShareIntake intake = ShareIntake.start(settings(1, lock), slow);
        ShareIntake rival = ShareIntake.start(settings(1, lock), slow)) {
      // together longer than the lock
      await()
          .atMost(PATIENCE)
          .until(() -> intake.counters().renewed() + rival.counters().renewed() >= 25);
      done.countDown();
      await()
          .atMost(PATIENCE)
          .until(() -> intake.counters().accepted() + rival.counters().accepted() == 1);
      assertThat(intake.counters().lostLocks() + rival.counters().lostLocks()).isZero();
    }
    assertThat(seen).singleElement().returns(1, IntakeRecord::deliveryCount);
  }

  @Test
  void anIdleSlotTakesEverythingThatStandsBehindABusyOne() throws Exception {
    KAFKA.broker().produce(name, "endless");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    JudgeCallback firstIsEndless =
        (record, ran) -> {
          if (Arrays.equals(record.value().orElseThrow(), utf8("endless"))) {
            begun.countDown();
            done.await();
          }
          return accept(record, ran);
        };
    try (ShareIntake intake = ShareIntake.start(settings(2), firstIsEndless)) {
      begun.await();
      KAFKA
          .broker()
          .produce(name, IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new));
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 20);
      done.countDown();
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 21);
    }
  }

  @Test
  void aReleasedRecordComesBack() throws Exception {
    KAFKA.broker().produce(name, "again");
    JudgeCallback callback =
        (record, ran) -> {
          seen.add(record);
          return record.deliveryCount() < 3
              ? new Disposition.Release("not yet")
              : new Disposition.Accept();
        };
    try (ShareIntake intake = ShareIntake.start(settings(2), callback)) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 1);
      assertThat(intake.counters().released()).isEqualTo(2);
      assertThat(intake.counters().redelivered()).isEqualTo(2);
    }
    assertThat(seen).extracting(IntakeRecord::deliveryCount).containsExactly(1, 2, 3);
  }

  @Test
  void aCallbackThatThrowsReleasesItsRecordAndTheNextIsJudged() throws Exception {
    KAFKA.broker().produce(name, "bug", "fine");
    AtomicBoolean thrown = new AtomicBoolean();
    JudgeCallback callback =
        (record, ran) -> {
          if (thrown.compareAndSet(false, true)) {
            throw new IllegalArgumentException("a bug in the callback, on purpose");
          }
          return accept(record, ran);
        };
    try (ShareIntake intake = ShareIntake.start(settings(1), callback)) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 2);
      assertThat(intake.counters().released()).isOne();
      assertThat(intake.failure()).isNotDone();
    }
  }

  @Test
  void closingLetsTheRecordInHandFinishAndTakesNoOther() throws Exception {
    KAFKA.broker().produce(name, "in hand", "not taken");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    JudgeCallback callback =
        (record, ran) -> {
          begun.countDown();
          mayEnd.await();
          return accept(record, ran);
        };
    ShareIntake intake = ShareIntake.start(settings(1), callback);
    begun.await();
    intake.drain();
    mayEnd.countDown();
    intake.close();
    assertThat(intake.counters().accepted()).isOne();
    assertThat(intake.counters().delivered()).isOne();
  }

  @Test
  void aJudgementOverTheGracePeriodIsInterruptedAndReleased() throws Exception {
    KAFKA.broker().produce(name, "endless");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    JudgeCallback endless =
        (record, ran) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return new Disposition.Accept();
        };
    ShareIntake intake = ShareIntake.start(settings(1).withGrace(Duration.ofMillis(100)), endless);
    begun.await();
    intake.close();
    assertThat(interrupted.getCount()).isZero();
    assertThat(intake.counters().released()).isOne();

    try (ShareIntake next = ShareIntake.start(settings(1), this::accept)) {
      await().atMost(PATIENCE).until(() -> next.counters().accepted() == 1);
    }
    assertThat(seen).singleElement().returns(2, IntakeRecord::deliveryCount);
  }

  @Test
  void anIdleIntakeClosesWithoutWaitingForARecord() {
    ShareIntake intake = ShareIntake.start(settings(2), this::accept);
    intake.close();
    assertThat(intake.counters().delivered()).isZero();
    assertThat(intake.counters().brokerFaults()).isZero();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
