package gavel.worker.app;

import static gavel.worker.KafkaFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.topic.Lane;
import gavel.worker.topic.TopicSetup;
import gavel.worker.topic.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Tag("kafka")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueScanIT {
  private static final Map<String, Integer> PARTITIONS =
      Lane.everyTopic().stream().collect(Collectors.toMap(topic -> topic, _ -> 1));

  private RunningBroker broker;

  @BeforeAll
  void start() throws Exception {
    broker = RunningBroker.start();
    try (Admin admin = broker.admin()) {
      TopicSetup.ensure(admin, (short) 1, Topics.WORKERS);
    }
  }

  @AfterAll
  void end() throws Exception {
    broker.close();
  }

  private static byte[] by(@Nullable String user) {
    return StrictJson.write(
        SubmissionRecord.of("s", "p", "c", "x".getBytes(UTF_8), "main.c", Instant.EPOCH).by(user));
  }

  private void submit(String topic, byte[] value, int times) throws Exception {
    broker.produce(
        IntStream.range(0, times)
            .mapToObj(_ -> new ProducerRecord<>(topic, "s".getBytes(UTF_8), value))
            .toList());
  }

  private static IntakeRecord at(String topic, long offset) {
    return new IntakeRecord(topic, 0, offset, Instant.EPOCH, Optional.empty(), Optional.empty(), 1);
  }

  @Test
  void othersAreSeenAsLongAsTheyAreBehind() throws Exception {
    String topic = Lane.CONTEST.topic();
    submit(topic, by("loops"), 3_000);
    submit(topic, "no json".getBytes(UTF_8), 1);
    submit(topic, "[1]".getBytes(UTF_8), 1);
    try (QueueScan scan = QueueScan.of(broker.client(), PARTITIONS)) {
      await().atMost(PATIENCE).until(() -> !scan.othersBehind(at(topic, 0), "loops"));
      assertThat(scan.othersBehind(at(topic, 0), "other")).as("the others are loops").isTrue();
      submit(topic, by("other"), 1);
      submit(topic, by("loops"), 100);
      await().atMost(PATIENCE).until(() -> scan.othersBehind(at(topic, 1), "loops"));
      assertThat(scan.othersBehind(at(topic, 3_001), "loops")).isTrue();
      await().atMost(PATIENCE).until(() -> !scan.othersBehind(at(topic, 3_002), "loops"));
      submit(topic, by(null), 1);
      await().atMost(PATIENCE).until(() -> scan.othersBehind(at(topic, 3_003), "loops"));
    }
  }

  @Test
  void whereItCannotBeKnownOthersMayBeThere() throws Exception {
    String topic = Lane.PRACTICE.topic();
    submit(topic, by("loops"), 10);
    QueueScan closed = QueueScan.of(broker.client(), PARTITIONS);
    closed.close();
    try (QueueScan several = QueueScan.of(broker.client(), Map.of(topic, 2));
        QueueScan nobody = QueueScan.of(Map.of("bootstrap.servers", "127.0.0.1:1"), PARTITIONS)) {
      for (QueueScan scan : List.of(several, closed, nobody)) {
        for (int i = 0; i < 10; i++) {
          assertThat(scan.othersBehind(at(topic, i), "loops")).isTrue();
        }
      }
    }
  }

  @Test
  void theUserIsReadWhereverItStands() throws IOException {
    assertThat(QueueScan.user(by("a"))).contains("a");
    assertThat(QueueScan.user(by(null))).isEmpty();
    assertThat(QueueScan.user("{\"x\":{\"user\":\"b\"},\"user\":\"a\",".getBytes(UTF_8)))
        .contains("a");
    assertThat(QueueScan.user("{\"user\":7}".getBytes(UTF_8))).isEmpty();
  }
}
