package gavel.worker.latest;

import static gavel.worker.KafkaFixture.PATIENCE;
import static gavel.worker.latest.LatestTopics.record;
import static gavel.worker.latest.LatestTopics.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.topic.TopicSetup;
import gavel.worker.topic.Topics;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the topic of the latest verdicts does not take, though that of all verdicts did. */
@Tag("kafka")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LatestRefusalsIT {
  private static final int LONGER_THAN_TAKEN = 4_000;

  private static void takeAtMost(Admin admin, int bytes) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.LATEST_VERDICTS);
    ConfigEntry most = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
    admin
        .incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(most, OpType.SET))))
        .all()
        .get();
  }

  /** No compression makes it short. */
  private static ProducerRecord<byte[], byte[]> large(String id) {
    byte[] noise = new byte[LONGER_THAN_TAKEN];
    new Random(1).nextBytes(noise);
    ObjectNode verdict = StrictJson.readObject(verdict(id, 1, 1).getBytes(UTF_8));
    verdict.put("message", HexFormat.of().formatHex(noise));
    return new ProducerRecord<>(Topics.VERDICTS, id.getBytes(UTF_8), StrictJson.write(verdict));
  }

  @Test
  void oneThatIsTooLargeHoldsNoOtherUp() throws Exception {
    try (RunningBroker broker = RunningBroker.start();
        Admin admin = broker.admin()) {
      TopicSetup.ensure(admin, (short) 1, Topics.WORKERS);
      takeAtMost(admin, LONGER_THAN_TAKEN);
      try (LatestTopics topics = new LatestTopics(broker);
          LatestVerdicts one = LatestVerdicts.start(broker.client(), "one")) {
        topics.write(record("a", 1, 1), large("a"), record("a", 2, 2), large("b"));
        topics.awaitLast("a", verdict("a", 2, 2));
        await().atMost(PATIENCE).until(() -> one.counters().skipped() >= 1);
        topics.write(record("b", 2, 3));
        topics.awaitLast("b", verdict("b", 2, 3));
        assertThat(topics.of("b")).hasSize(1);
        await().atMost(PATIENCE).until(() -> one.counters().working());
      }
    }
  }
}
