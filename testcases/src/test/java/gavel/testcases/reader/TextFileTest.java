package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private static final String LATIN = "This line is not valid UTF-8; the file is read as Latin-1";

  @TempDir private Path directory;

  @Test
  void badUtf8IsReportedWithItsLine() throws IOException {
    TestPackage sum = TestPackage.good(directory);
    sum.write("problem.yaml", "name: X\nsource: \u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(sum.problems()).containsExactly("problem.yaml:2: error: " + LATIN);
    sum.write("problem.yaml", "name: \u20ac".getBytes(StandardCharsets.UTF_8));
    assertThat(sum.problems()).isEmpty();
    byte[] cut = {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xe2, (byte) 0xa9};
    assertThat(sum.write("problem.yaml", cut).problems())
        .containsExactly("problem.yaml:1: error: " + LATIN);
  }

  @Test
  void latinOneCountsAllTheSame() throws IOException {
    for (String mark : new String[] {"", "\u00ef\u00bb\u00bf"}) {
      TestPackage sum = TestPackage.good(directory);
      String yaml = mark + "name: Caf\u00e9\nvalidator_flags: case_sensitive\n";
      ProblemPackage problem =
          sum.write("problem.yaml", yaml.getBytes(StandardCharsets.ISO_8859_1)).read();
      assertThat(problem.metadata().name()).isEqualTo("Caf\u00e9");
      assertThat(problem.validation())
          .isEqualTo(new Validation.Default(ValidatorFlags.parse("case_sensitive").flags()));
      assertThat(problem.errors()).hasSize(1);
    }
  }

  @Test
  void aByteOrderMarkIsOdd() throws IOException {
    TestPackage sum = TestPackage.good(directory).write("problem.yaml", "\ufeffname: X\n");
    assertThat(sum.problems())
        .containsExactly(
            "problem.yaml:1: warning: Text files have no byte order mark in this format");
    assertThat(sum.read().metadata().name()).isEqualTo("X");
  }

  @Test
  void tooLarge() throws IOException {
    TestPackage sum = TestPackage.good(directory).write("problem.yaml", new byte[300_000]);
    assertThat(sum.problems())
        .containsExactly(
            "problem.yaml:1: error: This file is over 256KiB, too large for what it is");
  }
}
