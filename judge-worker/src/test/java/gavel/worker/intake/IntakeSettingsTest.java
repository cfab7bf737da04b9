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
    return IntakeSettings.of(Map.of(), Topics.WORKERS, List.of(Topics.SUBMISSIONS), 2);
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
    assertThatThrownBy(() -> IntakeSettings.of(Map.of(), "g", List.of(), 1))
        .hasMessageContaining("topics");
    assertThatThrownBy(() -> IntakeSettings.of(Map.of(), "g", List.of("t"), 0))
        .hasMessageContaining("slots 0");
  }
}
