package gavel.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The configuration of a single node on loopback, as Kafka's server takes it. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String BROKER_LISTENER = "PLAINTEXT";
  private static final int TWO_MEBIBYTES = 2 * 1024 * 1024;

  private BrokerProperties() {}

  static Properties of(Path logs, BrokerPorts ports) {
    Properties properties = new Properties();
    properties.putAll(node(logs, ports));
    properties.putAll(single());
    properties.putAll(shareGroups());
    properties.putAll(small());
    return properties;
  }

  private static Map<String, String> node(Path logs, BrokerPorts ports) {
    String broker = BROKER_LISTENER + "://" + BrokerPorts.HOST + ":" + ports.broker();
    String controller = CONTROLLER_LISTENER + "://" + BrokerPorts.HOST + ":" + ports.controller();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@" + BrokerPorts.HOST + ":" + ports.controller(),
        "listeners",
        broker + "," + controller,
        "advertised.listeners",
        broker,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "inter.broker.listener.name",
        BROKER_LISTENER,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs",
        logs.toString());
  }

  /** One node holds the only replica of everything. */
  private static Map<String, String> single() {
    return Map.of(
        "default.replication.factor", "1",
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1");
  }

  /**
   * Defaults and bounds of share groups. With Kafka's own heartbeat a fresh group waits five
   * seconds for its first record; every consumer of every lane sends one so often, and each costs
   * this broker half a millisecond. The lower bound of the lock duration is the least Kafka has.
   */
  private static Map<String, String> shareGroups() {
    return Map.of(
        "group.share.min.heartbeat.interval.ms", "200",
        "group.share.heartbeat.interval.ms", "2000",
        "group.share.assignment.interval.ms", "0",
        "group.share.initialize.retry.interval.ms", "1000",
        "group.share.max.size", "1000",
        "group.share.record.lock.duration.ms", "15000",
        "group.share.min.record.lock.duration.ms", "1000",
        "group.share.delivery.count.limit", "10",
        "group.share.partition.max.record.locks", "4000");
  }

  /** A machine that judges has better things to do than to serve Kafka's default thread pools. */
  private static Map<String, String> small() {
    return Map.ofEntries(
        Map.entry("message.max.bytes", Integer.toString(TWO_MEBIBYTES)),
        Map.entry("replica.fetch.max.bytes", Integer.toString(TWO_MEBIBYTES)),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("broker.heartbeat.interval.ms", "1000"),
        Map.entry("broker.session.timeout.ms", "4000"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // one broker is its own quorum: twice a second it would write that there is nothing new
        Map.entry("metadata.max.idle.interval.ms", "5000"),
        Map.entry("group.coordinator.threads", "1"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "1"),
        Map.entry("background.threads", "2"),
        Map.entry("log.cleaner.threads", "1"),
        Map.entry("log.cleaner.dedupe.buffer.size", "8388608"));
  }
}
