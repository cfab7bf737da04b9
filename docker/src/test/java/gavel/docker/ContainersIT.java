package gavel.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Worker and executor from their images, as compose.yaml has them, on Kafka by Testcontainers. */
@Tag("docker")
@Tag("kafka")
@Tag("sandbox")
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
class ContainersIT {
  private static final Path HOME = Path.of(System.getProperty("gavel.home"));
  private static final Path SAMPLES = HOME.resolve("share/samples");
  private static final int HEX = 16;

  private DockerDaemon daemon;
  private Pipeline pipeline;

  @BeforeAll
  void start() throws Exception {
    daemon = DockerDaemon.start();
    new TestImages(daemon, Path.of("").toAbsolutePath(), HOME).build();
    pipeline = Pipeline.start(daemon, new ComposeFile(Path.of("compose.yaml")), SAMPLES);
  }

  @AfterAll
  void end() throws Exception {
    if (pipeline != null) {
      pipeline.close();
    }
    if (daemon != null) {
      daemon.stop();
    }
  }

  @Test
  void aProgramIsAccepted() throws Exception {
    assertThat(judged(sample("accepted/sum.c")).path("verdict").asText()).isEqualTo("AC");
  }

  @Test
  void aProgramThatIsTooSlowIsEnded() throws Exception {
    JsonNode verdict = judged(sample("time_limit_exceeded/spins_in_child.c"));
    assertThat(verdict.path("verdict").asText()).isEqualTo("TLE");
  }

  @Test
  void whatOnlyAnAttackDoesIsNamed(@TempDir Path directory) throws Exception {
    Path source =
        Files.writeString(
            directory.resolve("attack.c"),
            """
            #include <sys/ptrace.h>
            int main(void) { return (int)ptrace(PTRACE_TRACEME, 0, 0, 0); }
            """);
    JsonNode verdict = judged(source);
    assertThat(verdict.path("verdict").asText()).isEqualTo("SV");
    assertThat(verdict.path("message").asText()).contains("ptrace");
  }

  @Test
  void theBrokerIsAContainerOfTheImageBuiltHere() {
    assertThat(pipeline.kafka().isRunning()).isTrue();
    assertThat(pipeline.kafka().getDockerImageName()).startsWith("gavel/kafka");
    // on a busy machine it says of requests that were late that they are errors
    assertThat(pipeline.kafka().getLogs().lines())
        .filteredOn(line -> line.contains("ERROR") || line.contains("FATAL"))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("fatal"));
  }

  @Test
  void theWorkerHasNoRights() throws Exception {
    Map<String, String> status = pipeline.status(Pipeline.WORKER);
    assertThat(status.get("Uid")).isEqualTo("10001\t10001\t10001\t10001");
    assertThat(status.get("CapEff")).isEqualTo("0000000000000000");
    assertThat(status.get("CapBnd")).isEqualTo("0000000000000000");
    assertThat(status.get("NoNewPrivs")).isEqualTo("1");
    assertThat(status.get("Seccomp")).isEqualTo("2");
  }

  @Test
  void theExecutorHasTheCapabilitiesThatAreListedAndNoOthers() throws Exception {
    Map<String, String> status = pipeline.status(Pipeline.EXECUTOR);
    BigInteger listed = pipeline.listedCapabilities();
    assertThat(listed.bitCount()).isPositive();
    for (String set : List.of("CapEff", "CapPrm", "CapBnd")) {
      assertThat(new BigInteger(status.get(set), HEX)).as(set).isEqualTo(listed);
    }
    assertThat(status.get("Seccomp")).isEqualTo("2");
  }

  @Test
  void theRootsCannotBeWritten() throws Exception {
    for (String container : List.of(Pipeline.WORKER, Pipeline.EXECUTOR)) {
      Command touch = daemon.tried("exec", "--user", "0", container, "touch", "/opt/gavel/new");
      assertThat(touch.exitCode()).as(container).isNotZero();
      assertThat(touch.stderr()).contains("Read-only file system");
    }
  }

  @Test
  void theExecutorMakesItsGroupsBelowItsContainers() throws Exception {
    String groups =
        daemon.docker("exec", Pipeline.EXECUTOR, "find", "/sys/fs/cgroup", "-name", "gavel-*");
    assertThat(groups).contains("gavel-");
    Command others =
        daemon.tried("exec", Pipeline.EXECUTOR, "ls", "-d", "/sys/fs/cgroup/memory/docker");
    assertThat(others.exitCode()).isNotZero();
  }

  @Test
  void bothAreHealthy() {
    for (String container : List.of(Pipeline.WORKER, Pipeline.EXECUTOR)) {
      await(container)
          .atMost(Pipeline.PATIENCE)
          .until(() ->
              "healthy"
                  .equals(daemon.docker("inspect", "-f", "{{.State.Health.Status}}", container)));
    }
  }

  private static Path sample(String path) {
    return SAMPLES.resolve("sum/submissions").resolve(path);
  }

  private JsonNode judged(Path source) throws Exception {
    return new ObjectMapper().readTree(pipeline.submit("sum", source).stdout());
  }
}
