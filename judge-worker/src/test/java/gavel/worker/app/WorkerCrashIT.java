package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.json.StrictJson;
import gavel.model.topic.ControlRecord;
import gavel.model.topic.ProgressRecord.Event;
import gavel.model.topic.VerdictRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Workers and executors that end in the middle of a judgement. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class WorkerCrashIT {
  /** Sleeps for two seconds in each test, so that there is a middle to crash in. */
  private static final String SLOW =
      """
      #include <iostream>
      #include <unistd.h>
      int main() { long a; std::cin >> a; sleep(2); std::cout << 2 * a << "\\n"; }
      """;

  private Path directory;
  private RunningBroker broker;
  private Executor executor;
  private PipelineClient topics;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Path problems = Files.createDirectories(directory.resolve("problems"));
    PackageOnDisk.twice(problems, "slow").with(".timelimit", "10\n");
    PackageOnDisk.twice(problems, "endless").with(".timelimit", "100\n");
    broker = RunningBroker.start();
    executor = new Executor(directory);
    topics = new PipelineClient(broker);
  }

  private WorkerProcess startWorker(String name) throws Exception {
    return WorkerProcess.start(
        name,
        broker.client().getOrDefault("bootstrap.servers", ""),
        directory.resolve("problems"),
        executor);
  }

  @AfterAll
  void end() throws Exception {
    try (RunningBroker _ = broker;
        Executor ended = executor) {
      assertThat(ended.socket()).exists();
    }
  }

  @Test
  void theNextWorkerJudgesWhatAKilledOneHadInHand() throws Exception {
    try (WorkerProcess first = startWorker("killed")) {
      topics.submit("orphan", "slow", SLOW);
      topics.awaitProgress("orphan", Event.TEST);
      first.kill();
      assertThat(topics.verdicts("orphan")).isEmpty();
    }
    try (WorkerProcess second = startWorker("next")) {
      VerdictRecord verdict = topics.awaitVerdict("orphan");
      assertThat(verdict.verdict()).isEqualTo("AC");
      assertThat(verdict.worker()).isEqualTo("next");
      assertThat(verdict.deliveryCount()).isEqualTo(2);
      assertThat(second.end()).isZero();
    }
    assertThat(topics.verdicts("orphan")).hasSize(1);
  }

  @Test
  void anExecutorThatDiesIsNotTheProgramsFault() throws Exception {
    try (WorkerProcess worker = startWorker("patient")) {
      topics.submit("interrupted", "slow", SLOW);
      topics.awaitProgress("interrupted", Event.TEST);
      executor.crashAndRestart();
      VerdictRecord verdict = topics.awaitVerdict("interrupted");
      assertThat(verdict.verdict()).isEqualTo("AC");
      assertThat(verdict.tests()).hasSize(4);
      assertThat(verdict.deliveryCount()).isEqualTo(1);
      assertThat(worker.end()).isZero();
    }
    assertThat(topics.verdicts("interrupted")).hasSize(1);
  }

  @Test
  void aWorkerThatIsToldToEndFinishesWhatItHasInHand() throws Exception {
    try (WorkerProcess worker = startWorker("polite")) {
      topics.submit("last", "slow", SLOW);
      topics.awaitProgress("last", Event.COMPILED);
      assertThat(worker.terminate()).isEqualTo(143);
      assertThat(topics.verdicts("last"))
          .singleElement()
          .extracting(VerdictRecord::verdict)
          .isEqualTo("AC");
    }
  }

  /** With its grace period alone it would finish it first. */
  @Test
  void aWorkerThatIsToldTwiceGivesBackWhatItHasInHand() throws Exception {
    try (WorkerProcess worker =
        WorkerProcess.start(
            "told-twice",
            broker.client().getOrDefault("bootstrap.servers", ""),
            directory.resolve("problems"),
            executor,
            "--worker.grace=1h")) {
      topics.submit("handed-back", "endless", "int main(){for(volatile int i=0;;i=1-i);}");
      topics.awaitProgress("handed-back", Event.COMPILED);
      assertThat(worker.terminateAgainAndAgain()).isEqualTo(143);
      assertThat(topics.verdicts("handed-back")).isEmpty();
    }
    try (WorkerProcess next = startWorker("after")) {
      topics.put(
          Topics.CONTROL,
          "handed-back",
          StrictJson.write(ControlRecord.cancel("handed-back", null, null)));
      assertThat(topics.awaitDeadLetter("handed-back").deliveryCount()).isEqualTo(2);
      assertThat(next.end()).isZero();
    }
  }
}
