package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
                "--kafka.client.ssl.key.password=hunter2222",
                "--guest.command=/bin/true --socket /s",
                "--problems.dirs",
                directory.toString()))
        .isZero();
    assertThat(out.toString(UTF_8))
        .containsPattern("kafka.bootstrap +localhost:1 +\\(command line\\)")
        .containsPattern("kafka.group +gavel-workers +\\(default\\)")
        .containsPattern("guest.command +/bin/true --socket /s ")
        .contains("********")
        .doesNotContain("hunter2222")
        .endsWith("ok" + System.lineSeparator());
    assertThat(err.toString(UTF_8)).contains("warning: problems.dirs has no problem package");
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
  void checksWhatTheConfigurationNamesAndSaysAllOfItAsJson() throws Exception {
    Files.writeString(directory.resolve("languages.yaml"), "nonsense: [");
    String[] wanting = {
      "--check-config",
      "--json",
      "--kafka.bootstrap=localhost:1",
      "--kafka.patience=1s",
      "--connect",
      "--problems.dirs=" + directory,
      "--guest.socket=" + directory.resolve("none.sock"),
      "--worker.scratch=" + directory.resolve("languages.yaml"),
    };
    assertThat(run(wanting)).isEqualTo(3);
    assertThat(out.toString(UTF_8))
        .contains("\"ok\" : false", "guest.socket: no executor answers", "worker.scratch ")
        .contains("kafka: No broker has answered for 1 s: localhost:1 cannot be reached");
    String[] mistaken = Arrays.copyOf(wanting, wanting.length + 1);
    mistaken[wanting.length] = "--worker.languages=" + directory.resolve("languages.yaml");
    assertThat(run(mistaken)).isEqualTo(2);
  }

  @Test
  void aBrokerThatIsNotThereIsOneLine() throws Exception {
    assertThat(
            run(
                "--kafka.bootstrap=localhost:1,nowhere.invalid:9092",
                "--kafka.patience=1s",
                "--problems.dirs=" + directory,
                "--worker.scratch=" + directory,
                "--guest.command=/bin/false"))
        .isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .startsWith("gavel-worker: No broker has answered for 1 s: localhost:1 cannot be reached")
        .contains("nowhere.invalid:9092 is not known by that name", "correct kafka.bootstrap")
        .hasLineCount(1);
  }

  @Test
  void whatKafkaDoesNotTakeIsSaidWithoutSecrets() throws Exception {
    assertThat(
            run(
                "--kafka.bootstrap=localhost:1",
                "--kafka.client.security.protocol=SASL_PLAINTEXT",
                "--kafka.client.sasl.mechanism=PLAIN",
                "--kafka.client.sasl.jaas.config=x.Login required user=a password='hunter 2222'",
                "--problems.dirs=" + directory))
        .isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .startsWith("gavel-worker: Kafka's client does not take its settings: ")
        .doesNotContain("hunter", "2222")
        .hasLineCount(1);
  }
}
