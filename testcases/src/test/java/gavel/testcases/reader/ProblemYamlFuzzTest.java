package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whatever bytes stand in a package's text files, reading them gives a package. */
class ProblemYamlFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void anyBytesAreReadOrReported(byte[] data) throws IOException {
    Path directory = Files.createTempDirectory("gavel-fuzz");
    TestPackage sum = TestPackage.good(directory);
    sum.write("problem.yaml", data)
        .write("data/secret/testdata.yaml", data)
        .write(".timelimit", data);
    ProblemPackage problem = sum.read();
    assertThat(problem.tests()).hasSize(3);
    assertThat(problem.problems())
        .allSatisfy(found -> assertThat(found.toString()).doesNotContain("\n"));
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
