package gavel.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One running Kafka node, controller and broker at once. At most one per process. */
final class EmbeddedBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Formats the directory on first use and starts; returns once clients are served.
   *
   * @param over settings that go over the usual ones
   * @throws Exception what Kafka throws, which declares no better; most faults of a start make
   *     Kafka halt the process instead
   */
  static EmbeddedBroker start(DataDirectory directory, BrokerPorts ports, Properties over)
      throws Exception {
    if (!Files.isDirectory(directory.logs())) {
      format(directory);
    }
    Properties properties = BrokerProperties.of(directory.logs(), ports);
    properties.putAll(over);
    KafkaConfig config = new KafkaConfig(properties, /* doLog= */ false);
    EmbeddedBroker broker = new EmbeddedBroker(new KafkaRaftServer(config, Time.SYSTEM));
    broker.server.startup();
    return broker;
  }

  /** Formats aside, then renames: a crash in between leaves nothing half-formatted behind. */
  private static void format(DataDirectory directory) throws Exception {
    Path scratch = directory.scratch();
    deleteRecursively(scratch);
    Files.createDirectories(scratch);
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(scratch.toString()))
          .setMetadataLogDirectory(scratch.toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(false)
          .run();
    }
    Files.move(scratch, directory.logs(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteRecursively(Path root) throws Exception {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Stops cleanly and waits for it; a second call waits too and does nothing else. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown();
    }
    server.awaitShutdown();
  }
}
