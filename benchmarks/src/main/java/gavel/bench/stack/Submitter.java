package gavel.bench.stack;

import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts submissions on their topic, each acknowledged. */
public final class Submitter implements AutoCloseable {
  /** A broker may be away for so long. */
  private static final int DELIVERY_MS = 300_000;

  private static final int REQUEST_MS = 15_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private final KafkaProducer<String, byte[]> producer;

  private Submitter(KafkaProducer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** One that sends each as soon as it comes. */
  public static Submitter atOnce(String bootstrap) {
    return new Submitter(producer(bootstrap, 0));
  }

  /** One that lets some come together. */
  public static Submitter batching(String bootstrap) {
    return new Submitter(producer(bootstrap, 20));
  }

  private static KafkaProducer<String, byte[]> producer(String bootstrap, int lingerMs) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            lingerMs,
            ProducerConfig.BATCH_SIZE_CONFIG,
            1 << 18,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            DELIVERY_MS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            REQUEST_MS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            DELIVERY_MS);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A submission in C. */
  public static SubmissionRecord inC(String id, String problem, String source, String user) {
    return new SubmissionRecord(
        SubmissionRecord.SCHEMA,
        id,
        null,
        problem,
        "c",
        source,
        null,
        "main.c",
        user,
        null,
        null,
        null);
  }

  /** Sends it on its way. */
  public Future<RecordMetadata> send(SubmissionRecord submission) {
    return producer.send(
        new ProducerRecord<>(Topics.SUBMISSIONS, submission.id(), StrictJson.write(submission)));
  }

  /** Returns once the broker has all that was sent. */
  public static void await(Iterable<Future<RecordMetadata>> sent)
      throws IOException, InterruptedException {
    for (Future<RecordMetadata> each : sent) {
      try {
        each.get();
      } catch (ExecutionException refused) {
        throw new IOException("Tried to submit: " + refused.getCause(), refused);
      }
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
