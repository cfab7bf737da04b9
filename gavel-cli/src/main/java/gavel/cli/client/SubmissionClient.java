package gavel.cli.client;

import gavel.cli.client.SubmissionEvent.Dead;
import gavel.cli.client.SubmissionEvent.Judged;
import gavel.cli.client.SubmissionEvent.Progress;
import gavel.cli.program.EnvironmentProblem;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.ControlRecord;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault;
import gavel.worker.app.KafkaLog;
import gavel.worker.topic.ClusterAccess;
import gavel.worker.topic.ClusterFaults;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
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
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private final Map<String, String> client;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;

  private SubmissionClient(
      Map<String, String> client,
      KafkaProducer<String, byte[]> producer,
      KafkaConsumer<String, byte[]> consumer) {
    this.client = client;
    this.producer = producer;
    this.consumer = consumer;
  }

  /**
   * Connects and finds the ends of the topics.
   *
   * @param bootstrap {@code host:port} of a broker
   */
  public static SubmissionClient connect(String bootstrap) throws EnvironmentProblem {
    return connect(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
  }

  /**
   * Connects with settings of Kafka's client, {@code bootstrap.servers} among them, and finds the
   * ends of the topics.
   *
   * @throws EnvironmentProblem that says what to do, without a secret of the settings
   */
  public static SubmissionClient connect(Map<String, String> client) throws EnvironmentProblem {
    Map<String, Object> common = new HashMap<>(client);
    common.put(
        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
    KafkaConsumer<String, byte[]> consumer = null;
    try (KafkaLog _ = KafkaLog.silenced()) {
      consumer = new KafkaConsumer<>(common, new StringDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions = partitions(consumer, client);
      consumer.assign(partitions);
      consumer.endOffsets(partitions).forEach(consumer::seek);
      return new SubmissionClient(client, producer(client), consumer);
    } catch (KafkaException unreachable) {
      if (consumer != null) {
        consumer.close();
      }
      throw problem(client, "read the topics", unreachable);
    }
  }

  private static KafkaProducer<String, byte[]> producer(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(Topics.MAX_RECORD.bytes()));
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Those that are listened to; all topics must be there, as a producer would wait for one. */
  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, Map<String, String> client)
      throws EnvironmentProblem {
    List<TopicPartition> partitions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String topic :
        List.of(Topics.SUBMISSIONS, Topics.VERDICTS, Topics.PROGRESS, Topics.DEAD_LETTERS)) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found.isEmpty()) {
        missing.add(topic);
      } else if (!topic.equals(Topics.SUBMISSIONS)) {
        found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
      }
    }
    if (!missing.isEmpty()) {
      consumer.close();
      throw new EnvironmentProblem(
          "There is no topic "
              + String.join(", ", missing)
              + " at "
              + client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
              + ": a worker creates them when it starts");
    }
    return partitions;
  }

  /** Puts a submission on the usual topic and waits until the broker has it; where it stands. */
  public RecordMetadata submit(SubmissionRecord submission)
      throws EnvironmentProblem, InterruptedException {
    return submit(submission, Topics.SUBMISSIONS);
  }

  /** The same with the topic of a lane. */
  public RecordMetadata submit(SubmissionRecord submission, String topic)
      throws EnvironmentProblem, InterruptedException {
    return send(topic, submission.id(), StrictJson.write(submission));
  }

  /** Asks the workers for something and waits until the broker has it. */
  public void control(ControlRecord record) throws EnvironmentProblem, InterruptedException {
    var _ = send(Topics.CONTROL, record.id(), StrictJson.write(record));
  }

  private RecordMetadata send(String topic, String id, byte[] value)
      throws EnvironmentProblem, InterruptedException {
    try {
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, id, value);
      TraceParent trace = TraceParent.of(Optional.ofNullable(System.getenv("TRACEPARENT")));
      record.headers().add(TraceParent.HEADER, trace.text().getBytes(StandardCharsets.US_ASCII));
      return producer.send(record).get();
    } catch (ExecutionException refused) {
      throw problem(client, "submit", refused.getCause() == null ? refused : refused.getCause());
    } catch (KafkaException refused) {
      throw problem(client, "submit", refused);
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
      throw problem(client, "read the topics", lost);
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

  static EnvironmentProblem problem(Map<String, String> client, String tried, Throwable cause) {
    String message =
        cause instanceof AuthorizationException
            ? rights(client, tried, cause)
            : new ClusterFaults(client).of(tried, TIMEOUT, cause).getMessage();
    return new EnvironmentProblem(String.valueOf(message), cause);
  }

  /** All that the user lacks, where Kafka named the first. */
  private static String rights(Map<String, String> client, String tried, Throwable cause) {
    try (KafkaLog _ = KafkaLog.silenced()) {
      List<String> lacking = ClusterAccess.lackingToSubmit(client, TIMEOUT);
      if (!lacking.isEmpty()) {
        return "This user may not: "
            + String.join("; ", lacking)
            + ". Have it allowed (kafka-acls.sh)";
      }
    } catch (JudgeFault.QueueFault unknown) {
      return String.valueOf(unknown.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return String.valueOf(new ClusterFaults(client).of(tried, TIMEOUT, cause).getMessage());
  }

  @Override
  public void close() {
    producer.close(TIMEOUT);
    consumer.close();
  }
}
