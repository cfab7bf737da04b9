package gavel.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temporary;

  @Test
  void aNewDirectoryIsItsOwnersOnly() throws Exception {
    Path root = temporary.resolve("a/b");
    try (DataDirectory directory = DataDirectory.lock(root)) {
      assertThat(directory.logs()).isEqualTo(root.resolve("kafka")).doesNotExist();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void closingLetsTheNextOneIn() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (DataDirectory directory = DataDirectory.lock(temporary)) {
        assertThat(temporary.resolve("broker.lock"))
            .hasContent(Long.toString(ProcessHandle.current().pid()));
        assertThat(directory.scratch().getParent()).isEqualTo(temporary);
      }
    }
  }
}
