package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostilePackageTest {
  @TempDir private Path directory;
  private TestPackage sum = new TestPackage(Path.of("sum"));

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.good(directory);
  }

  @Test
  void linksOutOfThePackageAreNotFollowed() throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "key");
    sum.link("data/secret/03.in", "../../../secret.txt")
        .link("data/secret/03.ans", "/etc/passwd")
        .link("attachments", "..")
        .link("gone", "nowhere");
    assertThat(sum.problems())
        .containsExactlyInAnyOrder(
            "data/secret/03.in:1: error: This link leads out of the package; it is left out",
            "data/secret/03.ans:1: error: This link leads out of the package; it is left out",
            "attachments:1: error: This link leads out of the package; it is left out",
            "gone:1: error: This link leads nowhere; it is left out");
    assertThat(sum.tests()).hasSize(3);
  }

  @Test
  void linksInsideThePackageAreFollowedOnce() throws IOException {
    sum.link("data/secret/03.in", "01.in")
        .link("data/secret/03.ans", "../sample/1.ans")
        .link("data/secret/group", "../sample")
        .link("data/secret/loop", "..")
        .link("self", "self");
    assertThat(sum.problems())
        .containsExactlyInAnyOrder(
            "data/secret/loop:1: error: This link leads back to a directory that holds it; it is"
                + " left out",
            "self:1: error: This link leads nowhere; it is left out");
    assertThat(sum.tests())
        .containsExactly("sample/1", "secret/01", "secret/02", "secret/03", "secret/group/1");
    assertThat(sum.read().tests().get(3).input().path())
        .isEqualTo(sum.root().toRealPath().resolve("data/secret/01.in"));
  }

  @Test
  void directoriesInTheWayOfFiles() throws IOException {
    sum.delete("problem.yaml").delete(".timelimit");
    Files.createDirectories(sum.root().resolve("problem.yaml"));
    Files.createDirectories(sum.root().resolve(".timelimit"));
    Files.createDirectories(sum.root().resolve("data/secret/03.in"));
    assertThat(sum.problems())
        .containsExactly(
            "problem.yaml:1: error: This file is missing",
            "data/secret/03.in:1: error: There is no test case in here");
  }

  @Test
  void deepAndManifold() throws IOException {
    sum.test("secret/" + "d/".repeat(20) + "1");
    assertThat(sum.problems())
        .hasSize(2)
        .first()
        .asString()
        .contains("error: Directories are nested deeper than 16; left out");
    for (int i = 0; i < 600; i++) {
      sum.write("data/secret/x" + i + ".in", "");
    }
    assertThat(sum.problems()).hasSize(501).last().asString().contains("102 more errors");
    assertThat(sum.read().publishable()).isFalse();
  }

  @Test
  void namesCannotWriteOnTheTerminal() throws IOException {
    sum.write("data/secret/\u001b[31m\nx.in", "1\n");
    assertThat(sum.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).doesNotContain("\u001b").doesNotContain("\n"));
  }
}
