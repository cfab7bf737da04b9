package gavel.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeSettingsTest {
  private static IntakeSettings settings() {
    return IntakeSettings.of(
        Map.of(), List.of(new Feed(Topics.SUBMISSIONS, Topics.WORKERS, 0, 1)), 2);
  }

  @Test
  void theDefaultsHoldTheGroupsLock() {
    assertThat(settings().lock()).isEqualTo(Topics.LOCK);
    assertThat(settings().renewEvery().multipliedBy(3)).isLessThanOrEqualTo(Topics.LOCK);
    assertThat(settings().commitTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatThrownBy(() -> settings().withLock(Duration.ofSeconds(9), Duration.ofSeconds(5)))
        .hasMessageContaining("PT5S cannot hold a lock of PT9S");
    assertThatThrownBy(() -> settings().withGrace(Duration.ofSeconds(-1)))
        .hasMessageContaining("grace");
    assertThatThrownBy(() -> IntakeSettings.of(Map.of(), List.of(), 1))
        .hasMessageContaining("feeds");
    List<Feed> feeds = List.of(new Feed("t", "g", 0, 1));
    assertThatThrownBy(() -> IntakeSettings.of(Map.of(), feeds, 0)).hasMessageContaining("slots 0");
    assertThatThrownBy(() -> new Feed("t", "g", Double.NaN, 1)).hasMessageContaining("share");
    assertThatThrownBy(() -> new Feed("t", "g", 0, 0)).hasMessageContaining("pollers 0");
  }
}
