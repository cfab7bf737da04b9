package gavel.worker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void verdictsAreNeverDeleted() {
    assertThat(Topics.all())
        .filteredOn(topic -> topic.name().equals(Topics.VERDICTS))
        .singleElement()
        .satisfies(topic ->
            assertThat(topic.settings())
                .containsEntry("retention.ms", "-1")
                .containsEntry("cleanup.policy", "delete"));
  }

  @Test
  void latestVerdictsAreCompactedAndLieAsVerdictsDo() {
    TopicSpec verdicts = named(Topics.VERDICTS);
    TopicSpec latest = named(Topics.LATEST_VERDICTS);
    assertThat(latest.settings()).containsEntry("cleanup.policy", "compact");
    assertThat(latest.partitions()).isEqualTo(verdicts.partitions()).isEqualTo(4);
  }

  private static TopicSpec named(String name) {
    return Topics.all().stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyTopicTakesTheLargestRecord() {
    assertThat(Topics.all())
        .hasSize(12)
        .allSatisfy(
            topic -> assertThat(topic.settings()).containsEntry("max.message.bytes", "2097152"));
  }

  @Test
  void theBrokerIsStartedFromItsOwnJars() {
    BrokerCommand command =
        new BrokerCommand(
            Path.of("/jdk"), Path.of("/lib/broker"), Path.of("/data"), OptionalInt.of(9092));
    assertThat(command.argv())
        .startsWith("/jdk/bin/java")
        .containsSubsequence("-cp", "/lib/broker/*", "gavel.broker.Main")
        .endsWith("--data-dir", "/data", "--port", "9092");
  }
}
