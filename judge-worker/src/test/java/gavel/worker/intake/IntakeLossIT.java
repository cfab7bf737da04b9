package gavel.worker.intake;

import static gavel.worker.KafkaFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.worker.KafkaFixture;
import gavel.worker.KafkaFixture.RunningBroker;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever dies in the middle, every record is judged. */
@Tag("kafka")
class IntakeLossIT {
  @RegisterExtension static final KafkaFixture KAFKA = new KafkaFixture();

  private static final Duration LONG_LOCK = Duration.ofSeconds(60);

  /** Runs out in a test, and no sooner than a busy machine stalls. */
  private static final Duration LOCK = Duration.ofSeconds(6);

  private static final Duration RENEW = Duration.ofMillis(300);

  private final Queue<IntakeRecord> seen = new ConcurrentLinkedQueue<>();
  private String name = "";

  @BeforeEach
  void takeName(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  private void prepare(RunningBroker broker, Duration lock) throws Exception {
    broker.createTopic(name, 1);
    broker.createGroup(name, lock);
  }

  private IntakeSettings settings(RunningBroker broker, int slots) {
    return IntakeSettings.of(broker.client(), List.of(new Feed(name, name, 0, 1)), slots)
        .withLock(LOCK, RENEW);
  }

  private Disposition accept(IntakeRecord record, Runnable ran) {
    seen.add(record);
    return new Disposition.Accept();
  }

  /** The lock is longer than the test's patience: it is the broken connection that ends it. */
  @Test
  void aKilledWorkersRecordGoesToAnother() throws Exception {
    prepare(KAFKA.broker(), LONG_LOCK);
    KAFKA.broker().produce(name, "orphan");
    Process worker = startVanishingWorker();
    try (BufferedReader said = worker.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).startsWith("taken ");
    } finally {
      worker.destroyForcibly().waitFor();
    }
    try (ShareIntake intake = ShareIntake.start(settings(KAFKA.broker(), 1), this::accept)) {
      await().atMost(PATIENCE.dividedBy(2)).until(() -> intake.counters().accepted() == 1);
    }
    assertThat(seen).singleElement().returns(2, IntakeRecord::deliveryCount);
  }

  private Process startVanishingWorker() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            VanishingWorker.class.getName(),
            KAFKA.broker().client().get("bootstrap.servers"),
            name)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void aConsumerThatStopsPollingLosesItsRecord() throws Exception {
    prepare(KAFKA.broker(), LOCK);
    KAFKA.broker().produce(name, "stalled");
    Map<String, Object> client = new HashMap<>(KAFKA.broker().client());
    client.put("group.id", name);
    client.put("share.acknowledgement.mode", "explicit");
    try (KafkaShareConsumer<byte[], byte[]> stalled =
        new KafkaShareConsumer<>(
            client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      stalled.subscribe(List.of(name));
      await().atMost(PATIENCE).until(() -> stalled.poll(Duration.ofSeconds(1)).count() == 1);
      try (ShareIntake intake = ShareIntake.start(settings(KAFKA.broker(), 1), this::accept)) {
        await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 1);
      }
    }
    assertThat(seen).singleElement().returns(2, IntakeRecord::deliveryCount);
  }

  @Test
  void aKilledBrokerLosesNothing() throws Exception {
    int records = 60;
    try (RunningBroker broker = RunningBroker.start()) {
      prepare(broker, LOCK);
      broker.produce(
          name, IntStream.range(0, records).mapToObj(Integer::toString).toArray(String[]::new));
      CountDownLatch interrupted = new CountDownLatch(1);
      JudgeCallback firstIsSlow =
          (record, ran) -> {
            if (record.offset() == 0 && interrupted.getCount() > 0) {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            }
            return accept(record, ran);
          };
      try (ShareIntake intake = ShareIntake.start(settings(broker, 2), firstIsSlow)) {
        await().atMost(PATIENCE).until(() -> seen.size() >= 5);
        broker.kill();
        interrupted.await();
        broker.restart();
        await().atMost(PATIENCE).until(() -> positions() == records);
        assertThat(intake.counters().lostLocks() + intake.counters().brokerFaults()).isPositive();
        assertThat(intake.failure()).isNotDone();
        int judged = seen.size();
        broker.produce(name, "last");
        await().atMost(PATIENCE).until(() -> seen.size() > judged);
      }
    }
    assertThat(positions()).isEqualTo(records + 1L);
  }

  private long positions() {
    return seen.stream().map(IntakeRecord::position).distinct().count();
  }
}
