package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What a client of the pipeline does: writes submissions, reads what comes of them. */
record PipelineClient(RunningBroker broker) {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  void submit(String id, String problem, String source)
      throws ExecutionException, InterruptedException {
    submit(SubmissionRecord.of(id, problem, "cpp", source.getBytes(UTF_8), "main.cpp", now()));
  }

  private static Instant now() {
    return Instant.parse("2026-01-02T03:04:05Z");
  }

  void submit(SubmissionRecord submission) throws ExecutionException, InterruptedException {
    put(Topics.SUBMISSIONS, submission.id(), StrictJson.write(submission));
  }

  void put(String topic, String key, byte @Nullable [] value)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(broker.client());
    settings.put("max.request.size", 2 << 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }
  }

  /** All verdicts of that id, in the order of their offsets: the first is the effective one. */
  List<VerdictRecord> verdicts(String id) {
    return all(Topics.VERDICTS, VerdictRecord.class).stream()
        .filter(verdict -> verdict.id().equals(id))
        .toList();
  }

  List<DeadLetterRecord> deadLetters(String id) {
    return all(Topics.DEAD_LETTERS, DeadLetterRecord.class).stream()
        .filter(letter -> id.equals(letter.submissionId()))
        .toList();
  }

  List<ProgressRecord> progress(String id) {
    return all(Topics.PROGRESS, ProgressRecord.class).stream()
        .filter(progress -> progress.id().equals(id))
        .toList();
  }

  VerdictRecord awaitVerdict(String id) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> verdicts(id), found -> !found.isEmpty())
        .getFirst();
  }

  DeadLetterRecord awaitDeadLetter(String id) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> deadLetters(id), found -> !found.isEmpty())
        .getFirst();
  }

  void awaitProgress(String id, ProgressRecord.Event event) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> progress(id).stream().anyMatch(each -> each.event() == event));
  }

  /** Everything that stands on a topic now; records of one partition in their order. */
  private <T> List<T> all(String topic, Class<T> type) {
    List<T> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.copyOf(broker.client()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(PATIENCE).forEach(record -> all.add(StrictJson.read(record.value(), type)));
      }
    }
    return all;
  }
}
