package gavel.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChecksTest {
  @Test
  void oneTroubleIsEnough() {
    AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    Checks checks = new Checks("w-1");
    checks.add("broker", Optional::empty);
    checks.add("guests", trouble::get);
    assertThat(checks.passed()).isTrue();
    assertThat(checks.page().status()).isEqualTo(200);
    assertThat(checks.page().content()).contains("\"status\":\"ok\"", "\"worker\":\"w-1\"");

    trouble.set(Optional.of("gone"));
    assertThat(checks.passed()).isFalse();
    assertThat(checks.page().status()).isEqualTo(503);
    assertThat(checks.page().content())
        .contains("{\"name\":\"guests\",\"ok\":false,\"detail\":\"gone\"}")
        .contains("{\"name\":\"broker\",\"ok\":true}");
  }
}
