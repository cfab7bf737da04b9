package gavel.worker;

import gavel.worker.topic.BrokerCommand;
import gavel.worker.topic.BrokerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker in a child process, started once for all test classes that register this extension.
 *
 * <p>Tests share it: each takes a topic and a group of its own.
 */
public final class KafkaFixture implements BeforeAllCallback {
  /** For anything that is expected to happen; generous, since the machine may be busy. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private @Nullable RunningBroker running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(KafkaFixture.class))
            .computeIfAbsent(
                RunningBroker.class, key -> RunningBroker.start(), RunningBroker.class);
  }

  /** The broker that all tests share. */
  public RunningBroker broker() {
    if (running == null) {
      throw new IllegalStateException("register this as a static @RegisterExtension");
    }
    return running;
  }

  /** A broker with a data directory of its own, which is deleted at the end. */
  public static final class RunningBroker implements AutoCloseable {
    /** Nobody has to wait for a consumer to join. */
    private static final Map<String, String> HASTY =
        Map.of("group.share.heartbeat.interval.ms", "500");

    private final Path directory;
    private BrokerProcess process;

    private RunningBroker(Path directory, BrokerProcess process) {
      this.directory = directory;
      this.process = process;
    }

    /** Starts a fresh one. */
    public static RunningBroker start() {
      return start(Map.of());
    }

    /** Starts a fresh one with settings that go over the usual ones. */
    public static RunningBroker start(Map<String, String> settings) {
      Map<String, String> over = new TreeMap<>(HASTY);
      over.putAll(settings);
      try {
        Path directory = Files.createTempDirectory("gavel-broker-it");
        Path properties = directory.resolve("over.properties");
        Files.write(
            properties,
            over.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList());
        try {
          return new RunningBroker(directory, start(directory, OptionalInt.empty()));
        } catch (JudgeFault e) {
          delete(directory);
          throw e;
        }
      } catch (IOException | JudgeFault | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static BrokerProcess start(Path directory, OptionalInt port)
        throws JudgeFault, InterruptedException {
      return BrokerProcess.start(command(directory, port), PATIENCE);
    }

    /** What starts a broker from the distribution that the build made. */
    public static BrokerCommand command(Path directory, OptionalInt port) {
      return new BrokerCommand(
          Path.of(System.getProperty("java.home")),
          Path.of(System.getProperty("gavel.home"), "lib/broker"),
          directory,
          port,
          Optional.of(directory.resolve("over.properties")).filter(Files::exists),
          true);
    }

    /** Kills it without warning. */
    public void kill() throws InterruptedException {
      process.kill();
    }

    /** Starts it again with the same data on the same port. */
    public void restart() throws JudgeFault, InterruptedException {
      String bootstrap = process.bootstrap();
      int port = Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
      process = start(directory, OptionalInt.of(port));
    }

    /** Client settings. */
    public Map<String, String> client() {
      return Map.of("bootstrap.servers", process.bootstrap());
    }

    /** An admin client. */
    public Admin admin() {
      return Admin.create(Map.<String, Object>copyOf(client()));
    }

    /** Creates a topic. */
    public void createTopic(String name, int partitions)
        throws ExecutionException, InterruptedException {
      try (Admin admin = admin()) {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
      }
    }

    /** Makes a share group start at the beginning, with locks of that length. */
    public void createGroup(String group, Duration lock)
        throws ExecutionException, InterruptedException {
      Map<String, String> settings =
          Map.of(
              "share.auto.offset.reset",
              "earliest",
              "share.record.lock.duration.ms",
              Long.toString(lock.toMillis()));
      List<AlterConfigOp> operations =
          settings.entrySet().stream()
              .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList();
      ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
      try (Admin admin = admin()) {
        admin.incrementalAlterConfigs(Map.of(resource, operations)).all().get();
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> settingsOf(admin, resource).entrySet().containsAll(settings.entrySet()));
      }
    }

    /** All settings of a topic or a group, as the broker has them. */
    public static Map<String, String> settingsOf(Admin admin, ConfigResource resource)
        throws ExecutionException, InterruptedException {
      Config config =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get()
              .getOrDefault(resource, new Config(List.of()));
      Map<String, String> values = new TreeMap<>();
      config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
      return values;
    }

    /** Writes records and waits until they stand. */
    public void produce(List<ProducerRecord<byte[], byte[]>> records)
        throws ExecutionException, InterruptedException {
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.<String, Object>copyOf(client()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        for (var sent : records.stream().map(producer::send).toList()) {
          sent.get();
        }
      }
    }

    /** Writes texts without keys. */
    public void produce(String topic, String... values)
        throws ExecutionException, InterruptedException {
      produce(
          Stream.of(values)
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .map(bytes -> new ProducerRecord<byte[], byte[]>(topic, bytes))
              .toList());
    }

    /** Everything that stands in one partition now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, int partition) {
      TopicPartition place = new TopicPartition(topic, partition);
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              Map.<String, Object>copyOf(client()),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())) {
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        while (consumer.position(place) < end) {
          consumer.poll(PATIENCE).forEach(all::add);
        }
        return all;
      }
    }

    @Override
    public void close() throws IOException {
      process.close();
      delete(directory);
    }

    private static void delete(Path directory) throws IOException {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
