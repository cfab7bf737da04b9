package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.cli.Gavel.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages become a store, and a worker's configuration is looked at, by the command itself. */
class ProblemPackIT {
  @TempDir Path dir;

  private void problem(String id, String yaml) throws IOException {
    Path path = Files.createDirectories(dir.resolve("contest").resolve(id));
    Files.createDirectories(path.resolve("data/secret"));
    Files.createDirectories(path.resolve("data/sample"));
    for (String test : new String[] {"data/sample/1", "data/secret/1"}) {
      Files.writeString(path.resolve(test + ".in"), "1\n");
      Files.writeString(path.resolve(test + ".ans"), "2\n");
    }
    Files.writeString(path.resolve(".timelimit"), "1\n");
    Files.writeString(path.resolve("problem.yaml"), yaml);
  }

  @Test
  void packsAContestAndLeavesOutWhatHasErrors() throws Exception {
    problem("twice", "name: Twice\n");
    problem("thrice", "name: Thrice\n");
    String[] pack = {"problem", "pack", dir + "/contest", "--out", dir + "/store", "--json"};
    Outcome packed = Gavel.run(pack);
    assertThat(packed.exitCode()).as(packed.stderr()).isZero();
    assertThat(packed.json().path("ok").asBoolean()).isTrue();
    assertThat(packed.json().path("packed")).hasSize(2);
    String sha256 = packed.json().path("packed").path(0).path("sha256").asText();
    assertThat(dir.resolve("store/archives/" + sha256 + ".zip")).isRegularFile();
    assertThat(dir.resolve("store/problems/twice.json")).content().contains("\"size_bytes\"");

    Files.delete(dir.resolve("contest/thrice/data/secret/1.ans"));
    Outcome again = Gavel.run("problem", "pack", dir + "/contest", "--out", dir + "/store");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.stdout()).startsWith("twice as it was, revision ");
    assertThat(again.stderr()).contains("thrice is left out, it has errors: ", "problem verify");
    try (Stream<Path> archives = Files.list(dir.resolve("store/archives"))) {
      assertThat(archives).hasSize(2);
    }

    Outcome wrong = Gavel.run("problem", "pack", dir + "/store", "--out", dir + "/x");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.stderr()).contains("is no problem package and has none in it");
  }

  @Test
  void theTemplateIsAConfiguration() throws Exception {
    Outcome template = Gavel.run("worker", "--print-config-template");
    assertThat(template.exitCode()).isZero();
    Path file = Files.writeString(dir.resolve("worker.yaml"), template.stdout());
    Outcome checked =
        Gavel.run(
            "worker",
            "--config",
            file.toString(),
            "--check-config",
            "--json",
            "--problems.dirs",
            dir.toString(),
            "--guest.socket",
            dir + "/none.sock");
    assertThat(checked.exitCode()).as(checked.stderr()).isEqualTo(3);
    assertThat(checked.json().path("problems")).hasSize(1);
    assertThat(checked.json().path("config")).isNotEmpty();
  }

  @Test
  void submittingNamesMistakesOfTheConfiguration() throws Exception {
    Path source = Files.writeString(dir.resolve("a.py"), "print(1)\n");
    Path config = Files.writeString(dir.resolve("c.yaml"), "kafka:\n  bootstap: x:1\n");
    Outcome wrong =
        Gavel.run("submit", "-p", "twice", "--config", config.toString(), source.toString());
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.stderr())
        .contains("c.yaml:2: kafka.bootstap is not known; kafka.bootstrap may be meant");
  }
}
