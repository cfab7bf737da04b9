package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            "data/secret/03.in:1: error: There is no test case in here",
            "problem.yaml:1: warning: No directory of this name is known; not read");
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

  private void onlyError(String file, String text, String error) throws IOException {
    sum.write(file, text);
    assertThat(sum.problems()).contains(error);
    assertThat(sum.problems().stream().filter(problem -> problem.startsWith(file + ":")).toList())
        .hasSizeLessThan(3)
        .noneMatch(problem -> problem.contains("exceeded") || problem.contains("not YAML"));
  }

  /** What the parser's own bound says about it is no help to anybody. */
  @ParameterizedTest
  @ValueSource(ints = {21, 49, 60, 2000, 100_000})
  void whatIsNestedTooDeeplyIsSaidOnceAndWhere(int depth) throws IOException {
    String deep = "name: deep\n\nkeywords: " + "[".repeat(depth) + "]".repeat(depth) + "\n";
    onlyError(
        "problem.yaml", deep, "problem.yaml:3: error: Values are nested deeper than 20; left out");
  }
}
