package gavel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputCollectorTest {
  @TempDir Path directory;

  private static byte[] content(Body body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void aLittleStaysInMemory() throws IOException {
    try (OutputCollector output = new OutputCollector("stdout", directory)) {
      output.accept(new byte[] {9, 1, 2, 3, 9}, 1, 3);
      assertThat(output.body()).isInstanceOf(Body.InMemory.class);
      assertThat(content(output.body())).containsExactly(1, 2, 3);
      assertThat(output.body().name()).isEqualTo("stdout");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void muchGoesToAFileThatIsDeleted() throws IOException {
    byte[] all = new byte[3_000_000];
    new Random(1).nextBytes(all);
    try (OutputCollector output = new OutputCollector("stdout", directory)) {
      for (int at = 0; at < all.length; at += 300_000) {
        output.accept(all, at, 300_000);
      }
      assertThat(output.body().size()).isEqualTo(all.length);
      assertThat(content(output.body())).isEqualTo(all);
      assertThat(directory).isNotEmptyDirectory();
    }
    assertThat(directory).isEmptyDirectory();
  }
}
