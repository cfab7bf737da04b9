package gavel.worker.topic;

import static gavel.worker.KafkaFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.worker.KafkaFixture;
import gavel.worker.intake.Disposition;
import gavel.worker.intake.Feed;
import gavel.worker.intake.IntakeSettings;
import gavel.worker.intake.ShareIntake;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kafka")
class QueueLagIT {
  @RegisterExtension static final KafkaFixture KAFKA = new KafkaFixture();

  private static QueueLag lag(String group, String topic) {
    return new QueueLag(KAFKA.broker().client(), Map.of(topic, group), PATIENCE);
  }

  @Test
  void allOfATopicWaitsInAGroupWhereNobodyHasBeen() throws Exception {
    KAFKA.broker().createTopic("lag-untouched", 2);
    KAFKA.broker().produce("lag-untouched", "a", "b", "c");
    try (QueueLag lag = lag("lag-nobody", "lag-untouched")) {
      assertThat(lag.of("lag-untouched")).isEmpty();
      assertThat(lag.brokerSeenWithin(PATIENCE)).isFalse();
      lag.refresh();
      assertThat(lag.of("lag-untouched")).hasValue(3);
      assertThat(lag.brokerSeenWithin(PATIENCE)).isTrue();
    }
  }

  @Test
  void whatIsInHandIsNotDone() throws Exception {
    KAFKA.broker().createTopic("lag-topic", 1);
    KAFKA.broker().createGroup("lag-group", Duration.ofSeconds(30));
    KAFKA.broker().produce("lag-topic", "a", "b", "c");
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    IntakeSettings settings =
        IntakeSettings.of(
            KAFKA.broker().client(), List.of(new Feed("lag-topic", "lag-group", 0, 1)), 1);
    try (QueueLag lag = lag("lag-group", "lag-topic");
        ShareIntake _ =
            ShareIntake.start(
                settings,
                (_, _) -> {
                  taken.countDown();
                  goOn.await();
                  return new Disposition.Accept();
                })) {
      taken.await();
      awaitLag(lag, 3);
      goOn.countDown();
      awaitLag(lag, 0);
    }
  }

  private static void awaitLag(QueueLag lag, long expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          lag.refresh();
          assertThat(lag.of("lag-topic")).isEqualTo(OptionalLong.of(expected));
        });
  }

  @Test
  void isNotKnownWithoutABroker() throws Exception {
    Map<String, String> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1");
    try (QueueLag lag = new QueueLag(nowhere, Map.of("t", "g"), Duration.ofMillis(300))) {
      lag.refresh();
      assertThat(lag.of("t")).isEmpty();
      assertThat(lag.brokerSeenWithin(PATIENCE)).isFalse();
    }
  }
}
