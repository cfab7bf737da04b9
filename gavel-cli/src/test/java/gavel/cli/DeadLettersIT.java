package gavel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.cli.client.TopicWriter;
import gavel.cli.program.DataDirectory;
import gavel.worker.topic.Topics;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be judged, and what an operator does about it. */
@Tag("kafka")
@Tag("sandbox")
class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private Path directory;
  private Process serve;

  @BeforeEach
  void serve(@TempDir Path temporary) throws Exception {
    directory =
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path stderr = directory.resolve("serve.err");
    problem("other");
    serve =
        Gavel.start(
            stderr,
            "serve",
            "--slots",
            "1",
            "--data-dir",
            data(),
            "--problems",
            directory.resolve("problems").toString());
    BufferedReader out = serve.inputReader(StandardCharsets.UTF_8);
    assertThat(String.valueOf(out.readLine())).as(Files.readString(stderr)).startsWith("ready ");
  }

  @AfterEach
  void end() throws Exception {
    serve.toHandle().destroy();
    assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private Gavel.Outcome gavel(int exitCode, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data-dir", data()));
    Gavel.Outcome outcome = Gavel.run(all.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isEqualTo(exitCode);
    return outcome;
  }

  private void problem(String name) throws Exception {
    Path problem = directory.resolve("problems").resolve(name);
    Files.createDirectories(problem.resolve("data/secret"));
    Files.writeString(problem.resolve("data/secret/1.in"), "1\n");
    Files.writeString(problem.resolve("data/secret/1.ans"), "1\n");
    Files.writeString(problem.resolve(".timelimit"), "10\n");
    Files.writeString(problem.resolve("problem.yaml"), "name: One\n");
  }

  private int letters() throws Exception {
    return gavel(0, "dead-letters", "list", "--json").json().path("count").asInt();
  }

  private void garbage() throws Exception {
    Map<String, String> client =
        Map.of("bootstrap.servers", new DataDirectory(directory.resolve("data")).runningBroker());
    try (TopicWriter writer = TopicWriter.open(client)) {
      writer.send(Topics.SUBMISSIONS, "garbage", "{".getBytes(UTF_8), Map.of(), _ -> {});
      writer.flush(Topics.SUBMISSIONS);
    }
  }

  @Test
  void whatWasMissingIsThereNow() throws Exception {
    Path program = Files.writeString(directory.resolve("one.py"), "print(1)\n");
    gavel(0, "submit", "--problem", "late", "--id", "early", program.toString());
    garbage();
    await().atMost(PATIENCE).until(() -> letters() == 2);
    assertThat(gavel(0, "dead-letters", "list", "--reason", "unknown_problem").stdout())
        .contains("early", "unknown_problem", "gavel.submissions-0@0")
        .doesNotContain("invalid_submission");
    assertThat(gavel(1, "verdicts", "early").stderr())
        .contains("early has no verdict but a dead letter, unknown_problem");
    problem("late");
    assertThat(gavel(0, "dead-letters", "retry", "early", "--dry-run").stdout())
        .contains("1 of 1 would be queued again");
    assertThat(gavel(0, "dead-letters", "retry", "early").stdout()).contains("1 of 1 queued again");
    await()
        .atMost(PATIENCE)
        .until(() -> Gavel.run("verdicts", "early", "--data-dir", data()).exitCode() == 0);
    JsonNode verdicts = gavel(0, "verdicts", "early", "--history", "--json").json();
    assertThat(verdicts.path("verdicts")).hasSize(1);
    assertThat(verdicts.path("verdicts").get(0).path("verdict").asText()).isEqualTo("AC");
    JsonNode again = gavel(0, "dead-letters", "retry", "--since", "1d", "--json").json();
    assertThat(again.path("queued").asInt()).as("garbage stays garbage").isOne();
    await().atMost(PATIENCE).until(() -> letters() == 3);
    assertThat(gavel(0, "dead-letters", "retry", "gavel.submissions-0@0").stdout())
        .contains("early is left out: it was queued again before", "0 of 1 queued again");
    misuse();
  }

  private void misuse() throws Exception {
    assertThat(gavel(ExitCode.USAGE, "dead-letters", "retry").stderr()).contains("Say which");
    assertThat(gavel(ExitCode.USAGE, "dead-letters", "list", "--reason", "age").stderr())
        .contains("'age' is no reason", "schema_newer");
    assertThat(Gavel.run("dead-letters").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(gavel(1, "verdicts", "nobody").stderr()).contains("`gavel queue nobody`");
  }
}
