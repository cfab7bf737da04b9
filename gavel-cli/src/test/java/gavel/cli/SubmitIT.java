package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with a pipeline that somebody else runs. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class SubmitIT {
  private static final Path SAMPLES =
      Path.of(System.getProperty("gavel.home")).resolve("share/samples");

  /** Of commands that take a second or more. */
  private static final int ATTEMPTS = 60;

  private Path directory;
  private Process serve;

  @BeforeAll
  void serve(@TempDir Path temporary) throws Exception {
    directory =
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path stderr = directory.resolve("serve.err");
    Path slow = Files.createDirectories(directory.resolve("problems/slow/data/secret"));
    Files.writeString(slow.resolve("1.in"), "1\n");
    Files.writeString(slow.resolve("1.ans"), "1\n");
    Files.writeString(directory.resolve("problems/slow/problem.yaml"), "name: Slow\n");
    Files.writeString(directory.resolve("problems/slow/.timelimit"), "1000\n");
    serve =
        Gavel.start(
            stderr,
            "serve",
            "--slots",
            "1",
            "--data-dir",
            data(),
            "--problems",
            SAMPLES.toString(),
            directory.resolve("problems").toString());
    BufferedReader out = serve.inputReader(StandardCharsets.UTF_8);
    assertThat(String.valueOf(out.readLine())).as(Files.readString(stderr)).startsWith("ready ");
  }

  @AfterAll
  void end() throws Exception {
    serve.toHandle().destroy();
    assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private Gavel.Outcome gavel(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data-dir", data()));
    return Gavel.run(all.toArray(String[]::new));
  }

  private static String sample(String path) {
    return SAMPLES.resolve("sum/submissions").resolve(path).toString();
  }

  @Test
  void aVerdictFromEachLane() throws Exception {
    for (String lane : List.of("contest", "practice")) {
      Gavel.Outcome submit =
          gavel(
              "submit",
              "--problem",
              "sum",
              "--lane",
              lane,
              "--user",
              "somebody",
              "--deadline",
              "10min",
              "--wait",
              "--json",
              sample("accepted/sum.py"));
      assertThat(submit.exitCode()).as(submit.stderr()).isZero();
      assertThat(submit.json().path("verdict").asText()).isEqualTo("AC");
    }
  }

  @Test
  void whatIsCancelledHasNoVerdict() throws Exception {
    Path endless = Files.writeString(directory.resolve("endless.py"), "while True: pass\n");
    FutureTask<Gavel.Outcome> submit =
        new FutureTask<>(() ->
            gavel("submit", "--problem", "slow", "--id", "mine", "--wait", endless.toString()));
    Thread waiting = Thread.ofPlatform().start(submit);
    while (!submit.isDone()) {
      Gavel.Outcome cancel = gavel("cancel", "mine", "--message", "a slip");
      assertThat(cancel.exitCode()).as(cancel.stderr()).isZero();
    }
    waiting.join();
    assertThat(submit.get().exitCode()).as(submit.get().stdout()).isEqualTo(1);
    assertThat(submit.get().stderr()).contains("gavel: not judged: Cancelled: a slip");
  }

  @Test
  void whereItWaits() throws Exception {
    String endless =
        Files.writeString(directory.resolve("queued.py"), "while 1: pass\n").toString();
    for (String id : List.of("first", "second", "third")) {
      gavel("submit", "--problem", "slow", "--id", id, endless);
    }
    int queued = 0;
    for (int i = 0; i < ATTEMPTS && queued != 3; i++) {
      queued = gavel("queue", "--json").json().path("queued").asInt();
    }
    assertThat(queued).isEqualTo(3);
    Gavel.Outcome third = gavel("queue", "third", "--json");
    assertThat(third.json().path("submissions").path(0).path("before").asInt(-1))
        .as(third.stderr())
        .isEqualTo(2);
    Path stderr = directory.resolve("last.err");
    Process last =
        Gavel.start(
            stderr,
            "submit",
            "-p",
            "slow",
            "--id",
            "last",
            "--wait",
            "--data-dir",
            data(),
            endless);
    for (int i = 0; i < ATTEMPTS && !Files.readString(stderr).contains("waits"); i++) {
      gavel("queue");
    }
    assertThat(Files.readString(stderr)).contains("waits behind at most 3 in gavel.submissions");
    assertThat(Files.readString(stderr)).doesNotContain("no worker");
    gavel("cancel", "first", "second", "third", "last");
    assertThat(last.waitFor()).isEqualTo(1);
    Gavel.Outcome gone = gavel("queue", "last");
    // the worker tells what became of it before it tells the broker that it is done with it
    for (int i = 0; i < ATTEMPTS && gone.exitCode() == 0; i++) {
      gone = gavel("queue", "last");
    }
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.stderr()).contains("last does not wait");
  }

  @Test
  void whatIsNotWantedInTimeIsNotJudged() throws Exception {
    Gavel.Outcome submit =
        gavel(
            "submit", "--problem", "sum", "--deadline", "1ms", "--wait", sample("accepted/sum.py"));
    assertThat(submit.exitCode()).as(submit.stdout()).isEqualTo(1);
    assertThat(submit.stderr()).contains("gavel: not judged: deadline ");
  }

  @Test
  void misuseIsTold() throws Exception {
    Gavel.Outcome lane =
        gavel("submit", "--problem", "sum", "--lane", "rejudge", sample("accepted/sum.py"));
    assertThat(lane.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(lane.stderr()).contains("'rejudge' is not contest or practice");
    Gavel.Outcome id = gavel("cancel", "two words");
    assertThat(id.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(id.stderr()).contains("'two words': id is not what a submission can be called");
  }
}
