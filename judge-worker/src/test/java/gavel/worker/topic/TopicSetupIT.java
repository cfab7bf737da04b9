package gavel.worker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.worker.JudgeFault;
import gavel.worker.KafkaFixture.RunningBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On brokers of its own, since the cluster itself is what is looked at. */
@Tag("kafka")
class TopicSetupIT {
  @Test
  void whatIsMissingIsCreatedAndWhatIsWrongInTheGroupIsSet() throws Exception {
    try (RunningBroker broker = RunningBroker.start();
        Admin admin = broker.admin()) {
      broker.createTopic(Topics.PROGRESS, 7);
      broker.createGroup("graders", Duration.ofSeconds(20));
      TopicSetup.ensure(admin, (short) 1, "graders");
      TopicSetup.ensure(admin, (short) 1, "graders");

      for (String topic : Lane.everyTopic()) {
        assertThat(configOf(admin, ConfigResource.Type.GROUP, Lane.group("graders", topic)))
            .as(topic)
            .containsAllEntriesOf(Topics.groupSettings());
      }
      TopicSetup setup =
          new TopicSetup(admin, (short) 1, new ClusterFaults(Map.of()), Duration.ofSeconds(30));
      assertThat(setup.partitions(List.of(Topics.PROGRESS, Topics.SUBMISSIONS)))
          .containsEntry(Topics.PROGRESS, 7)
          .containsEntry(Topics.SUBMISSIONS, 1);
      for (TopicSpec topic : Topics.all()) {
        int partitions = partitionsOf(admin, topic.name());
        if (topic.name().equals(Topics.PROGRESS)) {
          assertThat(partitions).as("an existing topic stays as it is").isEqualTo(7);
        } else {
          assertThat(partitions).as(topic.name()).isEqualTo(topic.partitions());
          assertThat(configOf(admin, ConfigResource.Type.TOPIC, topic.name()))
              .containsAllEntriesOf(topic.settings());
        }
      }
    }
  }

  @Test
  void topicsThatABrokerMadeByItselfAreMended() throws Exception {
    try (RunningBroker broker = RunningBroker.start();
        Admin admin = broker.admin()) {
      broker.createTopic(Topics.VERDICTS, 1);
      TopicSetup.ensure(admin, (short) 1, Topics.WORKERS);
      await()
          .untilAsserted(() ->
              assertThat(configOf(admin, ConfigResource.Type.TOPIC, Topics.VERDICTS))
                  .containsEntry("message.timestamp.type", "LogAppendTime")
                  .containsEntry("retention.ms", "-1")
                  .containsEntry("max.message.bytes", Long.toString(Topics.MAX_RECORD.bytes())));
    }
  }

  @Test
  void whatSomebodyChoseForATopicIsRefusedWhereItLosesSomething() throws Exception {
    try (RunningBroker broker = RunningBroker.start();
        Admin admin = broker.admin()) {
      NewTopic topic = new NewTopic(Topics.VERDICTS, 1, (short) 1);
      admin
          .createTopics(List.of(topic.configs(Map.of("retention.ms", "1000", "flush.ms", "5000"))))
          .all()
          .get();
      assertThatThrownBy(() -> TopicSetup.ensure(admin, (short) 1, Topics.WORKERS))
          .asInstanceOf(InstanceOfAssertFactories.type(JudgeFault.class))
          .returns(false, JudgeFault::retryable)
          .extracting(JudgeFault::getMessage, InstanceOfAssertFactories.STRING)
          .contains("kafka-configs.sh", "--entity-name " + Topics.VERDICTS, "retention.ms=-1")
          .doesNotContain(Topics.SUBMISSIONS, "flush.ms");
      assertThat(configOf(admin, ConfigResource.Type.TOPIC, Topics.VERDICTS))
          .containsEntry("retention.ms", "1000")
          .containsEntry("message.timestamp.type", "CreateTime");
    }
  }

  @Test
  void aClusterWithoutShareGroupsIsRefused() throws Exception {
    try (RunningBroker broker = RunningBroker.start();
        Admin admin = broker.admin()) {
      admin
          .updateFeatures(
              Map.of(
                  "share.version",
                  new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
              new UpdateFeaturesOptions())
          .all()
          .get();
      assertThatThrownBy(() -> TopicSetup.ensure(admin, (short) 1, Topics.WORKERS))
          .asInstanceOf(InstanceOfAssertFactories.type(JudgeFault.class))
          .returns(false, JudgeFault::retryable)
          .extracting(JudgeFault::getMessage, InstanceOfAssertFactories.STRING)
          .contains("share.version", "kafka-features.sh");
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  private static int partitionsOf(Admin admin, String topic) throws Exception {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }

  private static Map<String, String> configOf(Admin admin, ConfigResource.Type type, String name)
      throws Exception {
    return RunningBroker.settingsOf(admin, new ConfigResource(type, name));
  }
}
