package gavel.worker.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.worker.JudgeFault;
import gavel.worker.KafkaFixture;
import gavel.worker.topic.TopicSetup;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kafka")
class PublishIT {
  @RegisterExtension static final KafkaFixture KAFKA = new KafkaFixture();

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Nobody listens there: port 1 needs privileges that no test has in use. */
  private static final Map<String, String> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1");

  @BeforeAll
  static void createTopics() throws Exception {
    try (Admin admin = KAFKA.broker().admin()) {
      TopicSetup.ensure(admin, (short) 1, Topics.WORKERS);
    }
  }

  @Test
  void aPublishedVerdictStandsWhereThePublisherSays() throws Exception {
    byte[] key = freshKey();
    try (VerdictPublisher publisher = new VerdictPublisher(KAFKA.broker().client(), TIMEOUT)) {
      Position position = publisher.publish(key, utf8("AC"));
      assertThat(KAFKA.broker().read(position.topic(), position.partition()))
          .filteredOn(record -> record.offset() == position.offset())
          .singleElement()
          .satisfies(record -> assertThat(record.key()).isEqualTo(key))
          .satisfies(record -> assertThat(record.value()).isEqualTo(utf8("AC")));
    }
  }

  @Test
  void aVerdictOverTheLimitIsAFaultThatNoRetryHeals() {
    try (VerdictPublisher publisher = new VerdictPublisher(KAFKA.broker().client(), TIMEOUT)) {
      byte[] tooLarge = new byte[Math.toIntExact(Topics.MAX_RECORD.bytes()) + 1];
      assertThatThrownBy(() -> publisher.publish(freshKey(), tooLarge))
          .asInstanceOf(InstanceOfAssertFactories.type(JudgeFault.class))
          .returns(false, JudgeFault::retryable)
          .extracting(JudgeFault::getMessage, InstanceOfAssertFactories.STRING)
          .contains("2097153 bytes to gavel.verdicts", "RecordTooLarge");
    }
  }

  @Test
  void withoutABrokerPublishingIsARetryableFault() {
    try (VerdictPublisher publisher = new VerdictPublisher(NOBODY, Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> publisher.publish(freshKey(), utf8("AC")))
          .asInstanceOf(InstanceOfAssertFactories.type(JudgeFault.class))
          .returns(true, JudgeFault::retryable);
    }
  }

  @Test
  void interruptionEndsPublishing() {
    try (VerdictPublisher publisher = new VerdictPublisher(NOBODY, TIMEOUT)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> publisher.publish(freshKey(), utf8("AC")))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void progressIsSentInOrderAndWhatIsLostIsCounted() throws Exception {
    byte[] key = freshKey();
    try (ProgressPublisher publisher = new ProgressPublisher(KAFKA.broker().client())) {
      IntStream.range(0, 20).forEach(i -> publisher.publish(key, utf8("test " + i)));
      await()
          .atMost(KafkaFixture.PATIENCE)
          .until(() -> publisher.sent() + publisher.dropped() == 20);
      assertThat(publisher.dropped()).isZero();
    }
    assertThat(withKey(Topics.PROGRESS, 4, key))
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "test " + i).toList());

    try (ProgressPublisher publisher = new ProgressPublisher(NOBODY)) {
      publisher.publish(key, utf8("lost"));
      publisher.publish(key, utf8("lost too"));
      assertThat(publisher.dropped()).isEqualTo(2);
    }
  }

  @Test
  void aDeadLetterCarriesTheOriginalBytesAndWhereTheyStood() throws Exception {
    byte[] key = freshKey();
    byte[] garbage = {(byte) 0xff, '{', 0};
    DeadLetterRecord letter =
        new DeadLetterRecord(
            1,
            DeadLetterRecord.Reason.INVALID_SUBMISSION,
            null,
            "is not JSON",
            null,
            "gavel.submissions",
            2,
            77,
            1,
            Base64.getEncoder().encodeToString(key),
            Base64.getEncoder().encodeToString(garbage),
            Instant.parse("2026-01-02T03:04:05Z"));
    try (DeadLetterPublisher publisher =
        new DeadLetterPublisher(KAFKA.broker().client(), TIMEOUT)) {
      Position position = publisher.publish(letter);
      ConsumerRecord<byte[], byte[]> record =
          KAFKA.broker().read(position.topic(), position.partition()).stream()
              .filter(candidate -> candidate.offset() == position.offset())
              .findFirst()
              .orElseThrow();
      assertThat(record.key()).isEqualTo(key);
      assertThat(StrictJson.read(record.value(), DeadLetterRecord.class)).isEqualTo(letter);
      assertThat(record.headers().lastHeader("gavel-reason").value())
          .isEqualTo(utf8("invalid_submission"));
      assertThat(record.headers().lastHeader("gavel-origin").value())
          .isEqualTo(utf8("gavel.submissions-2@77"));
    }
  }

  @Test
  void theEffectiveVerdictIsTheFirstOfItsGeneration() throws Exception {
    byte[] key = freshKey();
    byte[] other = freshKey();
    Instant before = Instant.now();
    VerdictView view = new VerdictView(KAFKA.broker().client(), TIMEOUT);
    assertThat(view.find(key, before, generation(1))).isEmpty();
    try (VerdictPublisher publisher = new VerdictPublisher(KAFKA.broker().client(), TIMEOUT)) {
      publisher.publish(other, utf8("1 other"));
      publisher.publish(key, utf8("0 older generation"));
      Position first = publisher.publish(key, utf8("1 first"));
      publisher.publish(key, utf8("1 second"));

      assertThat(view.find(key, before, generation(1)))
          .hasValueSatisfying(standing -> {
            assertThat(standing.verdict()).isEqualTo("1 first");
            assertThat(standing.position()).isEqualTo(first);
            assertThat(standing.timestamp()).isAfterOrEqualTo(before.minusSeconds(60));
          });
    }
    assertThat(view.find(key, before, generation(2))).isEmpty();
    assertThat(view.find(key, Instant.now().plusSeconds(3600), generation(1))).isEmpty();
  }

  @Test
  void whatIsNoVerdictDoesNotStandInTheWay() throws Exception {
    byte[] key = freshKey();
    KAFKA
        .broker()
        .produce(
            List.of(
                new ProducerRecord<>(Topics.VERDICTS, key, null),
                new ProducerRecord<>(Topics.VERDICTS, key, utf8("garbage")),
                new ProducerRecord<>(Topics.VERDICTS, key, utf8("1 verdict"))));
    assertThat(
            new VerdictView(KAFKA.broker().client(), TIMEOUT)
                .find(key, Instant.EPOCH, generation(1)))
        .hasValueSatisfying(standing -> assertThat(standing.verdict()).isEqualTo("1 verdict"));
  }

  @Test
  void withoutABrokerItIsNotKnownWhetherAVerdictStands() {
    VerdictView view = new VerdictView(NOBODY, Duration.ofSeconds(1));
    assertThatThrownBy(() -> view.find(freshKey(), Instant.EPOCH, generation(1)))
        .asInstanceOf(InstanceOfAssertFactories.type(JudgeFault.class))
        .returns(true, JudgeFault::retryable);
  }

  private static Function<byte[], Optional<String>> generation(int wanted) {
    return bytes ->
        Optional.of(new String(bytes, UTF_8)).filter(text -> text.startsWith(wanted + " "));
  }

  private static List<String> withKey(String topic, int partitions, byte[] key) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> KAFKA.broker().read(topic, partition))
        .flatMap(List::stream)
        .filter(record -> Arrays.equals(record.key(), key))
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  private static byte[] freshKey() {
    return utf8(UUID.randomUUID().toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
