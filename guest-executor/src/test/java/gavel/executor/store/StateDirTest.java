package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirTest {
  @TempDir Path temporary;

  @Test
  void aStateDirectoryBelongsToOneAndIsEmptied() throws IOException {
    Path directory = temporary.resolve("state");
    try (StateDir first = StateDir.take(directory)) {
      Files.writeString(first.newScratch().resolve("left"), "behind");
      assertThatThrownBy(() -> StateDir.take(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another executor uses it");
    }
    Files.createDirectories(directory.resolve("scratch/left/behind"));
    Files.writeString(Files.createDirectory(directory.resolve("bodies")).resolve("body"), "x");
    try (StateDir second = StateDir.take(directory)) {
      assertThat(second.bodies()).isEmptyDirectory();
      assertThat(directory.resolve("scratch")).isEmptyDirectory();
    }
    assertThat(directory.resolve("scratch")).doesNotExist();
  }
}
