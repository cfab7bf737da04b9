package gavel.worker.latest;

import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One of those who keep the latest verdicts, which writes what is wrong, moves the offsets of its
 * group, and never commits; for tests to kill.
 */
final class AbandonedTransaction {
  static final String WRONG = "wrong";

  private AbandonedTransaction() {}

  /** Takes the bootstrap address. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, Object> reading =
        Map.of(
            "bootstrap.servers",
            arguments[0],
            "group.id",
            Topics.MATERIALISERS,
            "session.timeout.ms",
            6_000,
            "partition.assignment.strategy",
            "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false);
    Map<String, Object> writing =
        Map.of(
            "bootstrap.servers",
            arguments[0],
            "transactional.id",
            Topics.MATERIALISERS + ".abandoned",
            "transaction.timeout.ms",
            6_000);
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      consumer.subscribe(List.of(Topics.VERDICTS));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
      while (records.isEmpty()) {
        records = consumer.poll(Duration.ofSeconds(1));
      }
      producer.beginTransaction();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    Topics.LATEST_VERDICTS, record.key(), WRONG.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
      producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
      System.out.println("open " + records.count());
      new CountDownLatch(1).await();
    }
  }
}
