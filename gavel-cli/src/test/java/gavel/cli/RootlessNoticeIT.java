package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever lets programs run without root is told once what is not enforced then. */
@Tag("kafka")
@Tag("sandbox")
class RootlessNoticeIT {
  private static final String NOTICE = "without root not everything is enforced";
  private static final String MATTER = "  - memory_bytes is the largest resident set";
  private static final String WARNING = "Judging with a guest that has no root";
  private static final Path HOME = Path.of(System.getProperty("gavel.home"));

  @TempDir Path dir;

  @BeforeEach
  void giveAway() throws IOException {
    OrdinaryUser.own(dir);
  }

  @AfterEach
  void nothingOfItLives() {
    OrdinaryUser.assertNothingLives();
  }

  private static void assertTold(String stderr) {
    assertThat(stderr).containsOnlyOnce(NOTICE).containsOnlyOnce(MATTER);
  }

  @Test
  void byRunAndJudge() throws Exception {
    Path file = Files.writeString(dir.resolve("hello.c"), "int main(void) { return 0; }\n");
    Gavel.Outcome run = Gavel.runAs(OrdinaryUser.UID, dir, "run", file.toString());
    assertThat(run.exitCode()).as(run.stderr()).isZero();
    assertTold(run.stderr());
    Path sum = HOME.resolve("share/samples/sum");
    Gavel.Outcome judge =
        Gavel.runAs(
            OrdinaryUser.UID,
            dir,
            "judge",
            "--problem",
            sum.toString(),
            sum.resolve("submissions/accepted/sum.py").toString());
    assertThat(judge.exitCode()).as(judge.stderr()).isZero();
    assertTold(judge.stderr());
  }

  @Test
  void byTheDemoWhereEveryVerdictIsAsItShouldBe() throws Exception {
    Gavel.Outcome demo =
        Gavel.runAs(OrdinaryUser.UID, dir, "demo", "--allow-rootless", "--slots", "1", "--json");
    assertThat(demo.exitCode()).as(demo.stdout() + demo.stderr()).isZero();
    assertTold(demo.stderr());
    assertThat(demo.stderr()).containsOnlyOnce(WARNING);
  }

  @Test
  void andHasToAcceptIt() throws Exception {
    for (String[] command :
        new String[][] {
          {"demo"},
          {
            "serve",
            "--data-dir",
            dir.resolve("data").toString(),
            "--problems",
            HOME.resolve("share/samples").toString()
          }
        }) {
      Gavel.Outcome outcome = Gavel.runAs(OrdinaryUser.UID, dir, command);
      assertThat(outcome.exitCode()).isEqualTo(3);
      assertThat(outcome.stderr()).contains("--allow-rootless");
      assertThat(dir.resolve("data")).doesNotExist();
    }
  }

  @Test
  void byTheServiceAndItsWorker() throws Exception {
    Path stderr = dir.resolve("stderr");
    Process serve =
        Gavel.startAs(
            OrdinaryUser.UID,
            dir,
            stderr,
            "serve",
            "--allow-rootless",
            "--slots",
            "2",
            "--data-dir",
            dir.resolve("data").toString(),
            "--problems",
            HOME.resolve("share/samples").toString());
    awaitReady(serve, stderr);
    serve.destroy();
    assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertTold(Files.readString(stderr));
    assertThat(Files.readString(stderr)).containsOnlyOnce(WARNING);
  }

  @Test
  void byTheExecutor() throws Exception {
    Path stderr = dir.resolve("stderr");
    List<String> command =
        List.of(
            "setpriv",
            "--reuid=" + OrdinaryUser.UID,
            "--regid=" + OrdinaryUser.UID,
            "--clear-groups",
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            HOME.resolve("lib/executor") + "/*",
            "gavel.executor.app.Main",
            "--rootless",
            "--until-stdin-ends",
            "--slots",
            "1",
            "--socket",
            dir.resolve("guest.sock").toString(),
            "--state-dir",
            dir.resolve("state").toString());
    Process executor = new ProcessBuilder(command).redirectError(stderr.toFile()).start();
    awaitReady(executor, stderr);
    executor.getOutputStream().close();
    assertThat(executor.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertTold(Files.readString(stderr));
  }

  private static void awaitReady(Process process, Path stderr) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(String.valueOf(out.readLine())).as(Files.readString(stderr)).startsWith("ready ");
  }
}
