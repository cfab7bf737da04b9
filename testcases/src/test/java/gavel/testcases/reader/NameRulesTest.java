package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameRulesTest {
  @TempDir private Path directory;

  private static TestPackage odd(TestPackage sum) throws IOException {
    return sum.test("secret/a b")
        .test("secret/-old")
        .write("attachments/foo bar.txt", "x")
        .write("attachments/good.txt", "x")
        .write("attachments/.hidden/x.txt", "x")
        .write("attachments/.gitignore", "x")
        .write("statement/-draft.tex", "x")
        .write("submissions/accepted/my sum.cpp", "int main() {}")
        .write("submissions/accepted/-old.cpp", "int main() {}");
  }

  @Test
  void namesOutsideOfTheFormatAreNeverErrors() throws IOException {
    TestPackage sum = odd(TestPackage.modern(directory));
    ProblemPackage problem = sum.read();
    assertThat(problem.errors()).isEmpty();
    assertThat(problem.parts().attachments())
        .extracting(NamedFile::name)
        .containsExactly("good.txt");
    assertThat(sum.tests()).contains("secret/a b").doesNotContain("secret/-old");
    assertThat(problem.submissions())
        .extracting(JurySubmission::name)
        .containsExactly("accepted/my sum.cpp", "accepted/sum.cpp");
    assertThat(sum.problems())
        .filteredOn(line -> line.contains("Names are"))
        .hasSize(9)
        .anyMatch(line -> line.matches("attachments/foo bar.txt:1: warning: .*left out"))
        .anyMatch(line -> line.matches("attachments/.hidden:1: warning: .*left out"))
        .anyMatch(line -> line.matches("submissions/accepted/-old.cpp:1: warning: .*left out"))
        .anyMatch(line -> line.matches("submissions/accepted/my sum.cpp:1: .*all the same"))
        .anyMatch(line -> line.matches("data/secret/a b.in:1: .*all the same"))
        .noneMatch(line -> line.contains(".gitignore"));
  }

  @Test
  void otherFormatsTakeThem() throws IOException {
    ProblemPackage problem = odd(TestPackage.good(directory)).read();
    assertThat(problem.errors()).isEmpty();
    assertThat(problem.parts().attachments()).extracting(NamedFile::name).contains("foo bar.txt");
    assertThat(problem.submissions())
        .extracting(JurySubmission::name)
        .contains("accepted/-old.cpp", "accepted/my sum.cpp");
  }
}
