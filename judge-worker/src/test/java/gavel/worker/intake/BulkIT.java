package gavel.worker.intake;

import static gavel.worker.KafkaFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.worker.KafkaFixture;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that are judged in no time are taken several at a time; nothing else changes. */
@Tag("kafka")
class BulkIT {
  @RegisterExtension static final KafkaFixture KAFKA = new KafkaFixture();

  /** Longer than a busy machine stalls. */
  private static final Duration LOCK = Duration.ofSeconds(6);

  private static final Duration RENEW = Duration.ofMillis(300);

  /** Whatever the machine does meanwhile, these judgements are quick. */
  private static final Duration QUICK = Duration.ofMinutes(1);

  private static final String SLOW = "slow";

  private final Queue<IntakeRecord> seen = new ConcurrentLinkedQueue<>();
  private final AtomicInteger judged = new AtomicInteger();
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private final CountDownLatch restMayBegin = new CountDownLatch(1);
  private volatile int before = Integer.MAX_VALUE;
  private String name = "";

  @BeforeEach
  void createTopicAndGroup(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    KAFKA.broker().createTopic(name, 1);
    KAFKA.broker().createGroup(name, LOCK);
  }

  private ShareIntake start() {
    IntakeSettings settings =
        IntakeSettings.of(KAFKA.broker().client(), List.of(new Feed(name, name, 0, 1)), 2)
            .withLock(LOCK, RENEW)
            .withQuick(QUICK);
    return ShareIntake.start(settings, this::judge);
  }

  private Disposition judge(IntakeRecord record, Runnable ran) throws InterruptedException {
    if (judged.incrementAndGet() > before) {
      restMayBegin.await();
    }
    seen.add(record);
    if (new String(record.value().orElseThrow(), UTF_8).equals(SLOW)) {
      slowMayEnd.await();
    }
    ran.run();
    return new Disposition.Accept();
  }

  private void produceQuick(int count) throws Exception {
    KAFKA
        .broker()
        .produce(name, IntStream.range(0, count).mapToObj(i -> "q" + i).toArray(String[]::new));
  }

  @Test
  void quickOnesAreAcceptedTogether() throws Exception {
    int records = 200;
    try (ShareIntake intake = start()) {
      // who takes several at a time joins once it is known that they are quick
      await()
          .atMost(PATIENCE)
          .until(() -> commitsFor(records, intake), commits -> commits < records * 3L / 4);
      assertThat(intake.counters().lostLocks()).isZero();
    }
    assertThat(seen).allMatch(record -> record.deliveryCount() == 1);
  }

  private long commitsFor(int records, ShareIntake intake) throws Exception {
    long accepted = intake.counters().accepted();
    long commits = intake.counters().commits();
    produceQuick(records);
    await().atMost(PATIENCE).until(() -> intake.counters().accepted() == accepted + records);
    return intake.counters().commits() - commits;
  }

  @Test
  void aSlowOneAmongThemKeepsItsLockAndHoldsNobodyUp() throws Exception {
    int records = 600;
    produceQuick(records);
    KAFKA.broker().produce(name, SLOW);
    produceQuick(records);
    try (ShareIntake intake = start()) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 2L * records);
      // longer than the lock
      long renewed = intake.counters().renewed();
      await().atMost(PATIENCE).until(() -> intake.counters().renewed() >= renewed + 25);
      slowMayEnd.countDown();
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 2L * records + 1);
      assertThat(intake.counters().lostLocks()).isZero();
    }
    assertThat(seen.stream().map(IntakeRecord::offset).distinct()).hasSize(2 * records + 1);
  }

  /** What is given back comes behind what another consumer was given meanwhile. */
  @Test
  void aMomentsStandstillCostsNobodyTheTurn() throws Exception {
    int records = 600;
    before = records / 2;
    produceQuick(records);
    try (ShareIntake intake = start()) {
      await().atMost(PATIENCE).until(() -> judged.get() > before);
      await()
          .during(Duration.ofSeconds(1))
          .atMost(PATIENCE)
          .until(() -> intake.counters().handedBack() == 0);
      restMayBegin.countDown();
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == records);
    }
    assertThat(seen).hasSize(records).allMatch(record -> record.deliveryCount() == 1);
  }

  @Test
  void whatIsInHandAtTheEndIsAcceptedOrGivenBack() throws Exception {
    int records = 3_000;
    before = records / 2;
    produceQuick(records);
    ShareIntake first = start();
    await().atMost(PATIENCE).until(() -> judged.get() > before);
    first.drain();
    restMayBegin.countDown();
    first.close();
    long accepted = first.counters().accepted();
    assertThat(first.counters().lostLocks()).isZero();
    assertThat(accepted).isLessThan(records);
    try (ShareIntake second = start()) {
      await().atMost(PATIENCE).until(() -> second.counters().accepted() == records - accepted);
    }
    assertThat(seen).hasSize(records);
  }
}
