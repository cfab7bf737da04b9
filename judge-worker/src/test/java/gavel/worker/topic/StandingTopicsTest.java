package gavel.worker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandingTopicsTest {
  private static TopicSpec spec(String name) {
    return Topics.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, String> but(TopicSpec spec, String name, String value) {
    Map<String, String> settings = new TreeMap<>(spec.settings());
    settings.put(name, value);
    return StandingTopics.wrong(spec, settings);
  }

  @Test
  void whatWorkersCreateIsRight() {
    for (TopicSpec topic : Topics.all()) {
      assertThat(StandingTopics.wrong(topic, topic.settings())).as(topic.name()).isEmpty();
    }
  }

  @Test
  void whatWorkersDoNotNameIsNoneOfTheirBusiness() {
    assertThat(but(spec(Topics.VERDICTS), "segment.bytes", "1000000")).isEmpty();
  }

  @Test
  void verdictsStandAsLongAsSubmissions() {
    TopicSpec verdicts = spec(Topics.VERDICTS);
    assertThat(but(verdicts, "retention.ms", "604800000")).containsKey("retention.ms");
    assertThat(but(verdicts, "retention.ms", "31536000000")).isEmpty();
    assertThat(but(spec(Topics.SUBMISSIONS), "retention.ms", "604800000")).isEmpty();
  }

  @Test
  void recordsMayBeLargerButNotSmaller() {
    TopicSpec verdicts = spec(Topics.VERDICTS);
    assertThat(but(verdicts, "max.message.bytes", "1048588")).containsKey("max.message.bytes");
    assertThat(but(verdicts, "max.message.bytes", "10000000")).isEmpty();
  }

  @Test
  void timesAreTheBrokersAndNothingIsCompactedAway() {
    TopicSpec verdicts = spec(Topics.VERDICTS);
    assertThat(but(verdicts, "message.timestamp.type", "CreateTime"))
        .containsEntry("message.timestamp.type", "CreateTime");
    assertThat(but(verdicts, "cleanup.policy", "compact")).containsKey("cleanup.policy");
  }
}
