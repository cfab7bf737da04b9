package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir private Path directory;

  @Test
  void badUtf8IsReportedWithItsLine() throws IOException {
    TestPackage sum = TestPackage.good(directory);
    sum.write("problem.yaml", "name: X\nsource: \u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(sum.problems())
        .containsExactly("problem.yaml:2: error: This line is not valid UTF-8");
    sum.write("problem.yaml", "name: \u20ac".getBytes(StandardCharsets.UTF_8));
    assertThat(sum.problems()).isEmpty();
    byte[] cut = {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xe2, (byte) 0x82};
    assertThat(sum.write("problem.yaml", cut).problems())
        .containsExactly("problem.yaml:1: error: This line is not valid UTF-8");
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
