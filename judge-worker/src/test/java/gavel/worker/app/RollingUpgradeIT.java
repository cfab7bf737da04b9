package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are replaced one after the other, and what newer ones and newer clients write. */
@Tag("kafka")
@Tag("sandbox")
class RollingUpgradeIT {
  private static final String SLOW =
      """
      #include <iostream>
      #include <unistd.h>
      int main() { long a; std::cin >> a; sleep(1); std::cout << 2 * a << "\\n"; }
      """;

  private static final String TWICE =
      "#include <iostream>\nint main(){long a;std::cin>>a;std::cout<<2*a<<std::endl;}\n";

  private Path directory;
  private RunningBroker broker;
  private Executor executor;
  private PipelineClient topics;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Path problems = Files.createDirectories(directory.resolve("problems"));
    PackageOnDisk.twice(problems, "twice").with(".timelimit", "10\n");
    PackageOnDisk.twice(problems, "slow").with(".timelimit", "10\n");
    broker = RunningBroker.start();
    executor = new Executor(directory);
    topics = new PipelineClient(broker);
  }

  @AfterEach
  void end() throws Exception {
    try (RunningBroker _ = broker;
        Executor ended = executor) {
      assertThat(ended.socket()).exists();
    }
  }

  private WorkerProcess startWorker(String name) throws Exception {
    return WorkerProcess.start(
        name,
        broker.client().getOrDefault("bootstrap.servers", ""),
        directory.resolve("problems"),
        executor);
  }

  private void submitSlow(List<String> ids, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String id = "rolling-" + ids.size();
      topics.submit(id, "slow", SLOW);
      ids.add(id);
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenOneWorkerGivesWayToTheNext() throws Exception {
    List<String> ids = new ArrayList<>();
    try (WorkerProcess old = startWorker("old")) {
      submitSlow(ids, 4);
      // nobody else is there yet, so it is the old one that has something in hand
      await()
          .atMost(PipelineClient.PATIENCE)
          .until(() -> ids.stream().anyMatch(id -> !topics.progress(id).isEmpty()));
      try (WorkerProcess next = startWorker("new")) {
        submitSlow(ids, 2);
        assertThat(old.terminate()).isEqualTo(143);
        for (String id : ids) {
          assertThat(topics.awaitVerdict(id)).as(id).returns("AC", VerdictRecord::verdict);
        }
        assertThat(next.end()).isZero();
      }
    }
    for (String id : ids) {
      assertThat(topics.verdicts(id)).as(id).hasSize(1);
      assertThat(topics.deadLetters(id)).as(id).isEmpty();
    }
    assertThat(ids.stream().map(id -> topics.awaitVerdict(id).worker()).distinct())
        .containsExactlyInAnyOrder("old", "new");
  }

  /** In the place of a newer worker and a newer client: what only they could have written. */
  @Test
  void whatIsNewerIsRecognisedOrPutAside() throws Exception {
    SubmissionRecord submission =
        SubmissionRecord.of(
            "judged-by-newer",
            "twice",
            "cpp",
            TWICE.getBytes(UTF_8),
            "main.cpp",
            Instant.parse("2026-01-02T03:04:05Z"));
    ObjectNode verdict = StrictJson.readObject("{}".getBytes(UTF_8));
    verdict.put("schema", 2);
    verdict.put("id", submission.id());
    verdict.put("generation", 0);
    verdict.put("content_hash", submission.contentHash());
    verdict.put("mood", "a field of tomorrow");
    try (WorkerProcess old = startWorker("old-2")) {
      topics.put(Topics.VERDICTS, submission.id(), verdict.toString().getBytes(UTF_8));
      topics.submit(submission);
      topics.put(
          Topics.SUBMISSIONS,
          "newer",
          "{\"schema\":2,\"id\":\"newer\",\"mood\":1}".getBytes(UTF_8));
      assertThat(topics.awaitDeadLetter("newer"))
          .returns(Reason.SCHEMA_NEWER, DeadLetterRecord::reason)
          .returns("schema", DeadLetterRecord::field);
      assertThat(old.end()).isZero();
    }
    assertThat(verdictsUnder(submission.id())).containsExactly(verdict.toString());
    assertThat(topics.deadLetters(submission.id())).isEmpty();
  }

  private List<String> verdictsUnder(String key) {
    List<String> found = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      broker.read(Topics.VERDICTS, partition).stream()
          .filter(record -> new String(record.key(), UTF_8).equals(key))
          .map(record -> new String(record.value(), UTF_8))
          .forEach(found::add);
    }
    return found;
  }
}
