package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.ControlRecord;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.ProgressRecord.Event;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.topic.Lane;
import gavel.worker.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom, and for what nobody waits, with a real worker of one slot. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class FairnessIT {
  private static final String ENDLESS = "int main(){for(volatile long i=0;;i=i+1);}";
  private static final String RIGHT =
      "#include <iostream>\nint main(){long a;std::cin>>a;std::cout<<2*a<<std::endl;}\n";

  private RunningBroker broker;
  private Executor executor;
  private WorkerProcess worker;
  private PipelineClient topics;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    Path problems = Files.createDirectories(temporary.resolve("problems"));
    PackageOnDisk.twice(problems, "twice").with(".timelimit", "1\n");
    PackageOnDisk.twice(problems, "patient").with(".timelimit", "100\n");
    broker = RunningBroker.start();
    executor = new Executor(temporary);
    topics = new PipelineClient(broker);
    worker =
        WorkerProcess.start(
            "w", broker.client().getOrDefault("bootstrap.servers", ""), problems, executor);
  }

  @AfterAll
  void end() throws Exception {
    try (RunningBroker _ = broker;
        Executor _ = executor;
        WorkerProcess ended = worker) {
      assertThat(ended.end()).isZero();
    }
  }

  private static SubmissionRecord submission(String id, String problem, String source) {
    return SubmissionRecord.of(
        id, problem, "cpp", source.getBytes(UTF_8), "main.cpp", Instant.EPOCH);
  }

  private void submit(Lane lane, SubmissionRecord submission) throws Exception {
    topics.put(lane.topic(), submission.id(), StrictJson.write(submission));
  }

  @Test
  void oneUsersEndlessLoopsHoldNobodyUp() throws Exception {
    // all at once: what takes long to send would be judged in that order whatever the worker does
    List<SubmissionRecord> sent = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sent.add(submission("loop-" + i, "twice", ENDLESS + "// " + i).by("loops"));
    }
    sent.add(submission("other", "patient", RIGHT).by("other"));
    broker.produce(
        sent.stream()
            .map(each ->
                new ProducerRecord<>(
                    Lane.PRACTICE.topic(), each.id().getBytes(UTF_8), StrictJson.write(each)))
            .toList());
    VerdictRecord other = topics.awaitVerdict("other");
    assertThat(other.status()).isEqualTo(Status.SUCCESS);
    List<VerdictRecord> loops = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      VerdictRecord loop = topics.awaitVerdict("loop-" + i);
      assertThat(loop.status()).isEqualTo(Status.TIMEOUT);
      assertThat(loop.queued()).isPositive();
      assertThat(topics.verdicts("loop-" + i)).hasSize(1);
      loops.add(loop);
    }
    loops.sort(Comparator.comparing(VerdictRecord::judgedAt));
    assertThat(other.judgedAt()).isBefore(loops.get(6).judgedAt());
    assertThat(loops.getLast().queued())
        .as("counted from when it was submitted, not from when it was put off")
        .isGreaterThan(loops.getFirst().queued());
  }

  @Test
  void whatACancellationNamesIsEnded() throws Exception {
    submit(Lane.CONTEST, submission("cancelled", "patient", ENDLESS));
    submit(Lane.CONTEST, submission("behind", "patient", RIGHT));
    topics.awaitProgress("cancelled", Event.COMPILED);
    topics.put(
        Topics.CONTROL,
        "cancelled",
        StrictJson.write(ControlRecord.cancel("cancelled", null, "a slip")));
    DeadLetterRecord letter = topics.awaitDeadLetter("cancelled");
    assertThat(letter.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(letter.message()).contains("a slip");
    assertThat(topics.awaitVerdict("behind").status()).isEqualTo(Status.SUCCESS);
    assertThat(topics.verdicts("cancelled")).isEmpty();
    submit(Lane.CONTEST, submission("cancelled", "patient", RIGHT));
    assertThat(topics.awaitVerdict("cancelled").status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void whatPassesItsDeadlineIsEnded() throws Exception {
    Instant soon = Clock.systemUTC().instant().plusSeconds(3);
    submit(Lane.REJUDGE, submission("late", "patient", ENDLESS).until(soon));
    assertThat(topics.awaitDeadLetter("late").reason()).isEqualTo(Reason.DEADLINE_PASSED);
    assertThat(topics.verdicts("late")).isEqualTo(List.of());
  }
}
