package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestProcessTest {
  private static GuestProcess start(String script, Duration patience) throws Exception {
    return GuestProcess.start(List.of("/bin/sh", "-c", script), patience);
  }

  @Test
  void isReadyWhenItSaysSoAndEndsWithItsStandardInput() throws Exception {
    GuestProcess process =
        start(
            "echo hello; echo 'ready socket=/run/a b.sock slots=4'; cat >/dev/null; exit 7",
            Duration.ofSeconds(60));
    assertThat(process.socket()).isEqualTo(Path.of("/run/a b.sock"));
    assertThat(process.transport()).hasToString("unix:/run/a b.sock");
    assertThat(process.exitCode()).isEmpty();
    process.close();
    assertThat(process.exitCode()).contains(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socket=/run/a b.sock",
        "socket=/run/a b.sock vsock=1024 slots=2",
        "socket=/run/a b.sock socket=/run/c.sock slots=2",
        "socket=/run/a b.sock device=/dev/vport0p1 slots=2",
        "vsock=1024 socket=/run/a b.sock slots=2",
        "vsock=1024 device=/dev/vport0p1 socket=/run/a b.sock vsock=1025 slots=2",
      })
  void itsFirstSocketIsFoundAmongAllItListensOn(String where) throws Exception {
    try (GuestProcess process =
        start("echo 'ready " + where + "'; cat >/dev/null", Duration.ofSeconds(60))) {
      assertThat(process.socket()).isEqualTo(Path.of("/run/a b.sock"));
    }
  }

  @Test
  void saysThatItEndedBeforeItWasReady() {
    assertThatThrownBy(() -> start("exit 3", Duration.ofSeconds(60)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/bin/sh: it ended with exit code 3");
  }

  @Test
  void doesNotWaitForEver() {
    assertThatThrownBy(() -> start("cat", Duration.ofMillis(50)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not ready in PT0.05S");
  }
}
