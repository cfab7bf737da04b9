package gavel.bench.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, as a user would call it. */
@Tag("sandbox")
class BenchIT {
  private static final Path HOME = Path.of(System.getProperty("gavel.home"));
  private static final List<String> BARE_AND_GAVEL =
      List.of("vfork+exec", "vfork+exec by pipe", "gavel", "vfork+exec, libc", "gavel, libc");

  @TempDir Path dir;

  private record Outcome(int exitCode, String stdout, String stderr) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(stdout);
    }
  }

  private Outcome gavel(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                HOME.resolve("lib/cli") + "/*",
                "gavel.cli.Main",
                "bench"));
    command.addAll(List.of(arguments));
    Path stderr = dir.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().put("GAVEL_HOME", HOME.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), stdout, Files.readString(stderr));
  }

  /** The row of that name; one without fields when there is none. */
  private static JsonNode row(JsonNode report, String name) {
    for (JsonNode row : report.path("rows")) {
      if (row.path("name").asText().equals(name)) {
        return row;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  void withoutANameItListsTheBenches() throws IOException, InterruptedException {
    Outcome outcome = gavel();
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).contains("sandbox", "soak", "micro", "guest");
  }

  @Test
  void aBenchThatThereIsNotIsAMisuse() throws IOException, InterruptedException {
    Outcome outcome = gavel("nothing");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("there is no bench 'nothing'");
  }

  @Test
  void theSandboxBesideTheBareRun() throws IOException, InterruptedException {
    Path out = dir.resolve("deep/sandbox.json");
    Outcome outcome = gavel("sandbox", "--runs", "60", "--json", "--out", out.toString());
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    JsonNode json = outcome.json();
    assertThat(new ObjectMapper().readTree(out.toFile())).isEqualTo(json);
    assertThat(json.path("bench").asText()).isEqualTo("sandbox");
    assertThat(json.path("machine").path("cores").asInt()).isPositive();
    assertThat(json.path("machine").has("kernel") && json.path("machine").has("java")).isTrue();
    for (String name : BARE_AND_GAVEL) {
      assertThat(row(json, name).path("runs").asInt()).as(name).isGreaterThanOrEqualTo(60);
    }
    int slots = Runtime.getRuntime().availableProcessors();
    assertThat(row(json, "gavel, " + slots + " slots").isObject()).isTrue();
    for (String peer : new String[] {"bubblewrap", "isolate", "nsjail", "crun"}) {
      assertThat(row(json, peer).isObject()).as(peer).isTrue();
    }
    for (JsonNode row : json.path("rows")) {
      assertSane(row);
    }
  }

  private static void assertSane(JsonNode row) {
    if (row.path("runs").asInt() == 0) {
      assertThat(row.path("note").asText()).containsAnyOf("not installed", "cannot run here");
      return;
    }
    double median = row.path("median_ms").asDouble();
    assertThat(median).as(row.toString()).isBetween(0.001, 10_000.0);
    assertThat(row.path("p99_ms").asDouble()).isGreaterThanOrEqualTo(median);
    assertThat(row.path("per_second").asLong()).isPositive();
    assertThat(row.path("ratio").asDouble()).isPositive();
  }

  @Test
  void peopleGetATable() throws IOException, InterruptedException {
    Outcome outcome = gavel("sandbox", "--runs", "5", "--out", dir.resolve("x.json").toString());
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .contains("median ms", "p99 ms", "per second", "ratio", "rounds: 1");
    assertThat(outcome.stdout().lines()).anyMatch(line -> line.startsWith("vfork+exec by pipe "));
  }

  @Test
  void aSoakLeavesNothing() throws IOException, InterruptedException {
    Path out = dir.resolve("soak.json");
    Outcome outcome = gavel("soak", "--runs", "1500", "--json", "--out", out.toString());
    JsonNode json = outcome.json();
    for (JsonNode leak : json.path("leaks")) {
      assertThat(leak.path("ok").asBoolean()).as(leak.toString()).isTrue();
    }
    assertThat(json.path("first_unexpected").asText()).isEmpty();
    assertThat(json.path("leaks").size()).isEqualTo(12);
    assertThat(json.path("samples").size()).isGreaterThan(100);
    assertThat(row(json, "all").path("runs").asInt()).isEqualTo(1500);
    assertThat(row(json, "hoard").path("runs").asInt()).isEqualTo(30);
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void aGuestExecutorFromStartToThroughput() throws IOException, InterruptedException {
    Outcome outcome = gavel("guest", "--runs", "5", "--json", "--out", dir.resolve("g.json") + "");
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    JsonNode json = outcome.json();
    assertThat(json.path("bench").asText()).isEqualTo("guest");
    for (String name :
        List.of(
            "process start to listening",
            "request to result",
            "the sandbox alone",
            "64 MiB in raw frames",
            "64 MiB in 80-byte log lines")) {
      assertThat(row(json, name).path("median_ms").asDouble()).as(name).isPositive();
    }
    assertThat(row(json, "resident memory, idle").path("mib").asDouble()).isBetween(10.0, 500.0);
    assertThat(row(json, "request to result").has("beyond_the_sandbox_ms")).isTrue();
    assertThat(row(json, "64 MiB in raw frames").path("mib_per_second").asLong()).isPositive();
  }
}
