package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Whatever bytes stand in the text files of a 2025-09 package, reading them gives a package. */
class ModernPackageFuzzTest {
  private static final String SCORING = "type: [scoring]\nconstants: {n: 3}\n";

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreReadOrReported(byte[] data) throws IOException {
    Path directory = Files.createTempDirectory("gavel-fuzz");
    TestPackage sum =
        TestPackage.modern(directory)
            .yaml(SCORING)
            .write("data/secret/test_group.yaml", data)
            .write("data/secret/01.yaml", data)
            .write("data/secret/02.args", data)
            .write("submissions/submissions.yaml", data)
            .write("submissions/wrong_answer/x.py", data)
            .write("domjudge-problem.ini", data);
    ProblemPackage problem = sum.read();
    assertThat(problem.tests()).hasSize(3);
    assertThat(problem.submissions()).hasSize(2);
    assertThat(problem.problems())
        .allSatisfy(found -> assertThat(found.toString()).doesNotContain("\n"));
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
