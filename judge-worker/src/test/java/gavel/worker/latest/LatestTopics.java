package gavel.worker.latest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import gavel.worker.KafkaFixture;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Writes verdicts, and reads what is committed of the latest ones from now on. */
final class LatestTopics implements AutoCloseable {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final RunningBroker broker;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Seen> seen = new ArrayList<>();

  /** A record on the topic of the latest verdicts. */
  record Seen(String id, String value, long timestamp, Map<String, String> headers) {}

  LatestTopics(RunningBroker broker) {
    this.broker = broker;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.client().getOrDefault("bootstrap.servers", ""),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> places =
        consumer.partitionsFor(Topics.LATEST_VERDICTS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(places);
    consumer.seekToEnd(places);
    places.forEach(consumer::position);
  }

  /** A verdict as far as anybody but people looks at it, and a number to tell it by. */
  static String verdict(String id, int generation, int number) {
    return String.format(
        Locale.ROOT,
        "{\"schema\":99,\"id\":\"%s\",\"generation\":%d,\"content_hash\":\"%s\",\"number\":%d}",
        id,
        generation,
        HASH,
        number);
  }

  static ProducerRecord<byte[], byte[]> record(String id, int generation, int number) {
    return new ProducerRecord<>(
        Topics.VERDICTS, id.getBytes(UTF_8), verdict(id, generation, number).getBytes(UTF_8));
  }

  @SafeVarargs
  final void write(ProducerRecord<byte[], byte[]>... records) throws Exception {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> each : records) {
      all.add(each);
    }
    broker.produce(all);
  }

  /** All that was committed for an id so far. */
  List<String> of(String id) {
    return all().filter(each -> each.id.equals(id)).map(Seen::value).toList();
  }

  Stream<Seen> all() {
    consumer.poll(Duration.ofMillis(100)).forEach(this::see);
    return List.copyOf(seen).stream();
  }

  private void see(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record.headers().forEach(each -> headers.put(each.key(), new String(each.value(), UTF_8)));
    seen.add(
        new Seen(
            new String(record.key(), UTF_8),
            new String(record.value(), UTF_8),
            record.timestamp(),
            headers));
  }

  /** Waits until the last of an id is that. */
  void awaitLast(String id, String value) {
    await()
        .atMost(KafkaFixture.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> of(id), found -> !found.isEmpty() && found.getLast().equals(value));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
