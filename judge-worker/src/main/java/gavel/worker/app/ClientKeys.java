package gavel.worker.app;

import gavel.worker.app.ConfigValues.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What may stand below {@code kafka.client}. Anything goes to Kafka's client, as classes that are
 * plugged into it have keys of their own; only what is nearly a key of Kafka's must be one, and
 * what the worker depends on is not for others to set.
 */
final class ClientKeys {
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "bootstrap.servers", "is set by kafka.bootstrap",
          "group.id", "is set by kafka.group");

  private static final Set<String> OURS =
      Set.of(
          "acks",
          "enable.idempotence",
          "enable.auto.commit",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer",
          "max.poll.records",
          "share.acknowledgement.mode",
          "share.acquire.mode",
          "transactional.id");

  private ClientKeys() {}

  static void check(Map<String, Value> client, List<String> problems) {
    Set<String> known = known();
    client.forEach((key, value) -> {
      String named = value.origin() + ": kafka.client." + key + " ";
      if (ELSEWHERE.containsKey(key)) {
        problems.add(named + ELSEWHERE.get(key));
      } else if (OURS.contains(key)) {
        problems.add(named + "is set by the worker; leave it out");
      } else if (!known.contains(key)) {
        Spelling.nearest(key, new ArrayList<>(known))
            .ifPresent(meant ->
                problems.add(named + "is nothing that Kafka knows; " + meant + " may be meant"));
      }
    });
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(ConsumerConfig.configNames());
    known.add("share.acquire.mode");
    known.add("share.acknowledgement.mode");
    known.add("config.providers");
    return known;
  }
}
