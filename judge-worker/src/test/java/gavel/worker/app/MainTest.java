package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  private int run(String... arguments) throws InterruptedException {
    return Main.run(
        List.of(arguments),
        Map.of(),
        InputStream.nullInputStream(),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  @Test
  void helpNamesEveryKey() throws Exception {
    assertThat(run("--help")).isZero();
    for (ConfigKey key : ConfigKey.values()) {
      assertThat(out.toString(UTF_8)).contains(key.key());
    }
  }

  @Test
  void checksAConfigurationWithoutStarting() throws Exception {
    assertThat(
            run(
                "--check-config",
                "--kafka.bootstrap=localhost:1",
                "--problems.dirs",
                directory.toString()))
        .isZero();
    assertThat(out.toString(UTF_8)).contains("sound");
    assertThat(run("--check-config", "--kafka.bootstrap=localhost:1")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("problems.dirs is missing");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    assertThat(run("start")).isEqualTo(2);
    assertThat(run("--config")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("'start' is not an option", "--config needs a value");
  }

  @Test
  void saysThatTheExecutorCannotBeStarted() throws Exception {
    assertThat(
            run(
                "--kafka.bootstrap=localhost:1",
                "--problems.dirs=" + directory,
                "--worker.scratch=" + directory,
                "--guest.command=/bin/false"))
        .isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("Tried to start /bin/false");
  }
}
