package gavel.bench.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benches of the whole pipeline in small: that they measure, not what. */
@Tag("sandbox")
@Tag("kafka")
class PipelineBenchIT {
  private static final Path HOME = Path.of(System.getProperty("gavel.home"));

  @TempDir Path dir;

  private JsonNode gavel(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                HOME.resolve("lib/cli") + "/*",
                "gavel.cli.Main",
                "bench"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--json", "--out", dir.resolve("out.json").toString()));
    Path stderr = dir.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().put("GAVEL_HOME", HOME.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(stdout + Files.readString(stderr)).isZero();
    return new ObjectMapper().readTree(stdout);
  }

  @Test
  void latencyBacklogAndMix() throws IOException, InterruptedException {
    JsonNode rows = gavel("pipeline", "--runs", "5").path("rows");
    assertThat(rows.findValuesAsText("name"))
        .containsExactly(
            "sandboxes alone",
            "sandboxes alone, libc",
            "submit to verdict",
            "the same beyond the run",
            "a backlog",
            "5 % of 2 s among 20 ms");
    assertThat(rows.path(2).path("median_ms").asDouble()).isPositive();
    assertThat(rows.path(4).path("runs").asInt()).isEqualTo(25);
    assertThat(rows.path(5).path("ideal_ms").asLong()).isGreaterThanOrEqualTo(1000);
    assertThat(rows.path(5).path("makespan_ms").asLong())
        .isGreaterThanOrEqualTo(rows.path(5).path("ideal_ms").asLong());
  }

  @Test
  void whatIsQueuedIsSeenAndDrained() throws IOException, InterruptedException {
    JsonNode json = gavel("pipeline", "--queued", "40");
    assertThat(json.path("rows").path(1).path("runs").asInt()).isEqualTo(40);
    JsonNode lag = json.path("rows").path(2);
    assertThat(lag.path("name").asText()).isEqualTo("lag of the group");
    assertThat(lag.path("after").asLong(-1)).isZero();
  }

  @Test
  void nothingIsLostWhateverDies() throws IOException, InterruptedException {
    JsonNode json = gavel("chaos", "--runs", "150", "--workers", "2", "--seed", "7");
    JsonNode row = json.path("rows").path(0);
    assertThat(row.path("runs").asInt()).isEqualTo(150);
    assertThat(row.path("lost").asInt(-1)).isZero();
    assertThat(row.path("doubled").asInt(-1)).isZero();
    assertThat(row.path("wrong").asInt(-1)).isZero();
    assertThat(row.has("redelivered")).isTrue();
    assertThat(json.path("events").size()).isPositive();
  }
}
