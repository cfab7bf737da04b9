package gavel.cli.client;

import gavel.cli.client.SubmissionEvent.Dead;
import gavel.cli.client.SubmissionEvent.Judged;
import gavel.cli.client.SubmissionEvent.Progress;
import gavel.cli.program.EnvironmentProblem;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Submits, and hears of everything that happens on the topics from then on. For one thread.
 *
 * <p>It reads verdicts, progress and dead letters from the ends that the topics had when it was
 * opened, so nothing that follows a submission of its own is missed.
 */
public final class SubmissionClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;

  private SubmissionClient(
      KafkaProducer<String, byte[]> producer, KafkaConsumer<String, byte[]> consumer) {
    this.producer = producer;
    this.consumer = consumer;
  }

  /**
   * Connects and finds the ends of the topics.
   *
   * @param bootstrap {@code host:port} of a broker
   */
  public static SubmissionClient connect(String bootstrap) throws EnvironmentProblem {
    Map<String, Object> common =
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(TIMEOUT.toMillis()));
    KafkaConsumer<String, byte[]> consumer = null;
    try {
      consumer = new KafkaConsumer<>(common, new StringDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : List.of(Topics.VERDICTS, Topics.PROGRESS, Topics.DEAD_LETTERS)) {
        partitionsOf(consumer, topic, partitions);
      }
      consumer.assign(partitions);
      consumer.endOffsets(partitions).forEach(consumer::seek);
      return new SubmissionClient(producer(bootstrap), consumer);
    } catch (KafkaException unreachable) {
      if (consumer != null) {
        consumer.close();
      }
      throw problem(bootstrap, unreachable);
    }
  }

  private static KafkaProducer<String, byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Math.toIntExact(Topics.MAX_RECORD.bytes())),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void partitionsOf(
      KafkaConsumer<String, byte[]> consumer, String topic, List<TopicPartition> into) {
    consumer
        .partitionsFor(topic)
        .forEach(info -> into.add(new TopicPartition(topic, info.partition())));
  }

  /** Puts a submission on the topic and waits until the broker has it. */
  public void submit(SubmissionRecord submission) throws EnvironmentProblem, InterruptedException {
    send(submission.id(), StrictJson.write(submission));
  }

  private void send(String id, byte[] value) throws EnvironmentProblem, InterruptedException {
    try {
      producer.send(new ProducerRecord<>(Topics.SUBMISSIONS, id, value)).get();
    } catch (ExecutionException | KafkaException refused) {
      throw problem("the broker", refused);
    }
  }

  /** Everything new on the topics; waits for something at most that long. */
  public List<SubmissionEvent> poll(Duration patience) throws EnvironmentProblem {
    List<SubmissionEvent> events = new ArrayList<>();
    try {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
        event(record).ifPresent(events::add);
      }
    } catch (KafkaException lost) {
      throw problem("the broker", lost);
    }
    return events;
  }

  /** What a record says; nothing for one that a newer Gavel wrote. */
  private static Optional<SubmissionEvent> event(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return switch (record.topic()) {
        case Topics.VERDICTS ->
            Optional.of(new Judged(StrictJson.read(record.value(), VerdictRecord.class)));
        case Topics.PROGRESS ->
            Optional.of(new Progress(StrictJson.read(record.value(), ProgressRecord.class)));
        default -> dead(StrictJson.read(record.value(), DeadLetterRecord.class));
      };
    } catch (InvalidField unreadable) {
      System.err.println(
          "gavel: passing over "
              + record.topic()
              + "-"
              + record.partition()
              + "@"
              + record.offset()
              + ": "
              + unreadable.field()
              + " "
              + unreadable.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<SubmissionEvent> dead(DeadLetterRecord letter) {
    return Optional.ofNullable(letter.submissionId()).map(id -> new Dead(id, letter));
  }

  private static EnvironmentProblem problem(String broker, Exception cause) {
    return new EnvironmentProblem(
        "cannot use Kafka at "
            + broker
            + ": "
            + cause.getMessage()
            + "; is it running, and were the topics created (`gavel serve` or a worker does)?",
        cause);
  }

  @Override
  public void close() {
    producer.close(TIMEOUT);
    consumer.close();
  }
}
