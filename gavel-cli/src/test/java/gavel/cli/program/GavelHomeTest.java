package gavel.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GavelHomeTest {
  @TempDir private Path root = Path.of("");

  private List<String> command() {
    return new GavelHome(root).executorCommand("Main", List.of(), List.of());
  }

  @Test
  void aCacheOfClassesIsUsedUntilAJarIsNewer() throws IOException {
    Path jar = root.resolve("lib/executor/a.jar");
    Path cached = root.resolve("aot/executor.options");
    Files.createDirectories(root.resolve("lib/executor"));
    Files.createDirectories(root.resolve("aot"));
    Files.writeString(jar, "");
    assertThat(command()).contains("-cp").noneMatch(word -> word.startsWith("@"));
    Files.writeString(cached, "-cp /elsewhere/lib/executor/a.jar");
    assertThat(command()).contains("-cp").noneMatch(word -> word.startsWith("@"));
    Files.writeString(cached, "-cp " + jar);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(2000));
    Files.setLastModifiedTime(cached, FileTime.fromMillis(2000));
    assertThat(command()).contains("@" + cached).doesNotContain("-cp");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(2001));
    assertThat(command()).contains("-cp").noneMatch(word -> word.startsWith("@"));
  }
}
