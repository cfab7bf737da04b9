package gavel.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherReplyTest {
  private static final String ENDED =
      "ended exit=3 signal=0 killed=none syscall=-1 cpu_ns=1206224 wall_ns=1226259 utime_us=1587"
          + " stime_us=20 maxrss_kb=1596 stdout=7 stdout_bytes=0 stderr=9 stderr_bytes=12 measured=4096|a 1,b 2,|";

  @Test
  void readsWhatTheLauncherSays() throws IOException {
    assertThat(LauncherReply.parse("ready")).isEqualTo(new LauncherReply.Ready());
    assertThat(LauncherReply.parse("started:7:9")).isEqualTo(new LauncherReply.Started(7, 9));
    assertThat(LauncherReply.parse("box:12")).isEqualTo(new LauncherReply.Box(12));
    assertThat(LauncherReply.parse("resting")).isEqualTo(new LauncherReply.Resting());
    assertThat(LauncherReply.parse("failed:exec:2")).isEqualTo(new LauncherReply.Failed("exec", 2));
    assertThat(LauncherReply.parse(ENDED))
        .isEqualTo(
            new LauncherReply.Ended(
                3,
                0,
                "none",
                -1,
                Duration.ofNanos(1206224),
                Duration.ofNanos(1226259),
                Duration.ofNanos(1587000),
                Duration.ofNanos(20000),
                1596,
                new LauncherReply.Unread(7, 0),
                new LauncherReply.Unread(9, 12),
                List.of("4096", "a 1\nb 2\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ready",
        "ready ",
        "started",
        "started:1",
        "started:1:2:3",
        "started:-1:2",
        "started:a:b",
        "failed::2",
        "failed:exec:",
        "failed:a b:2",
        "ended",
        "ended ",
        "ended exit=0",
        "box",
        "box:",
        "resting:"
      })
  void refusesTheRest(String line) {
    assertThatThrownBy(() -> LauncherReply.parse(line))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'" + line + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit=3>exit=256",
        "exit=3>exit=-1",
        "exit=3>exit=-2",
        "signal=0>signal=9",
        "signal=0>signal=65",
        "cpu_ns=1206224>cpu_ns=-1",
        "cpu_ns=1206224>cpu_ns=",
        "cpu_ns=1206224>cpu_ns=99999999999999999999",
        "killed=none>killed=",
        "syscall=-1>syscall=-1 syscall=-1",
        "maxrss_kb=1596>",
        "stdout=7>stdout=-1",
        "stderr_bytes=12>stderr_bytes=x",
        "stime_us=20>stime_us=1e3",
        " measured=> measure=",
        "b 2,|>b 2,"
      })
  void refusesImpossibleReports(String change) {
    String[] parts = change.split(">", -1);
    String line = ENDED.replace(parts[0], parts[1]);

    assertThatThrownBy(() -> LauncherReply.parse(line)).isInstanceOf(IOException.class);
  }
}
