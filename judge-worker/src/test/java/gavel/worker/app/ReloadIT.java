package gavel.worker.app;

import static gavel.worker.KafkaFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.ProgressRecord.Event;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change under a real worker. */
@Tag("kafka")
@Tag("sandbox")
class ReloadIT {
  private static final String WRONG =
      """
      #include <iostream>
      #include <unistd.h>
      int main() { sleep(%d); std::cout << "wrong\\n"; }
      """;

  private static final String TAKEN = "gavel_reloads_total{result=\"taken\"}";
  private static final String REFUSED = "gavel_reloads_total{result=\"refused\"}";

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();

  private void configure(String policy) throws IOException {
    Files.writeString(
        directory.resolve("worker.yaml"),
        "http:\n  listen: 127.0.0.1:0\nworker:\n  policy: "
            + policy
            + "\n  languages: "
            + directory.resolve("languages.yaml")
            + "\n");
  }

  private void languages(String text) throws IOException {
    Files.writeString(directory.resolve("languages.yaml"), text);
  }

  private double value(WorkerProcess worker, String metric)
      throws IOException, InterruptedException {
    String address = worker.ready.substring(worker.ready.indexOf("http=") + 5);
    return http.send(
            HttpRequest.newBuilder(URI.create("http://" + address + "/metrics")).build(),
            BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(metric + " is not exported"));
  }

  private void awaitMore(WorkerProcess worker, String metric, double before) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(value(worker, metric)).isGreaterThan(before));
  }

  @Test
  void newSubmissionsGetWhatTheFilesSayAndWhatRunsKeepsWhatItBeganWith() throws Exception {
    Path problems = Files.createDirectories(directory.resolve("problems"));
    PackageOnDisk twice = PackageOnDisk.twice(problems, "twice").with(".timelimit", "20\n");
    configure("stop_at_first_failure");
    languages("ruby: false\n");
    try (RunningBroker broker = RunningBroker.start();
        Executor executor = new Executor(directory);
        WorkerProcess worker =
            WorkerProcess.start(
                "reloading",
                broker.client().getOrDefault("bootstrap.servers", ""),
                problems,
                executor,
                "--config=" + directory.resolve("worker.yaml"))) {
      PipelineClient topics = new PipelineClient(broker);
      topics.submit("running", "twice", WRONG.formatted(6));
      topics.awaitProgress("running", Event.COMPILED);
      String before = twice.read().revision();
      twice.with("attachments/note", "another revision");
      configure("run_all");
      worker.hangUp();
      awaitMore(worker, TAKEN, 0);
      topics.submit("next", "twice", WRONG.formatted(0));
      VerdictRecord running = topics.awaitVerdict("running");
      assertThat(running.tests()).hasSize(1);
      assertThat(running.problemRevision()).isEqualTo(before);
      VerdictRecord next = topics.awaitVerdict("next");
      assertThat(next.tests()).hasSize(4);
      assertThat(next.problemRevision()).isEqualTo(twice.read().revision()).isNotEqualTo(before);
      languagesComeAndGo(topics, worker);
      assertThat(worker.end()).isZero();
    }
    http.close();
  }

  private void languagesComeAndGo(PipelineClient topics, WorkerProcess worker) throws Exception {
    double taken = value(worker, TAKEN);
    languages("perl: false\n");
    awaitMore(worker, TAKEN, taken);
    submitInPerl(topics, "removed");
    assertThat(topics.awaitDeadLetter("removed").reason()).isEqualTo(Reason.UNKNOWN_LANGUAGE);
    double refused = value(worker, REFUSED);
    languages("perl: [\n");
    awaitMore(worker, REFUSED, refused);
    submitInPerl(topics, "refused");
    assertThat(topics.awaitDeadLetter("refused").reason()).isEqualTo(Reason.UNKNOWN_LANGUAGE);
    taken = value(worker, TAKEN);
    languages("ruby: false\n");
    awaitMore(worker, TAKEN, taken);
    submitInPerl(topics, "back");
    assertThat(topics.awaitVerdict("back").verdict()).isEqualTo("WA");
  }

  private static void submitInPerl(PipelineClient topics, String id) throws Exception {
    topics.submit(
        SubmissionRecord.of(
            id,
            "twice",
            "perl",
            "print \"wrong\\n\";\n".getBytes(UTF_8),
            "main.pl",
            Instant.parse("2026-01-02T03:04:05Z")));
  }
}
