package gavel.testcases.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFileTest {
  private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    Path path = Files.writeString(directory.resolve(name), text);
    return Files.setLastModifiedTime(path, THEN);
  }

  private PackageFile file() throws IOException {
    Path path = write("1.ans", "10\n");
    return new PackageFile("data/secret/1.ans", path, ByteSize.ofBytes(3), THEN.toInstant());
  }

  @Test
  void isReadAsLongAsItIsTheOneThatWasFound() throws IOException {
    try (InputStream in = file().open()) {
      assertThat(in.readAllBytes()).hasSize(3);
    }
  }

  @Test
  void isNotReadWhenAnotherRevisionTookItsPlace() throws IOException {
    PackageFile file = file();
    Path newer = Files.writeString(directory.resolve("newer"), "20\n");
    Files.move(newer, file.path(), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(file::open)
        .isInstanceOf(IOException.class)
        .hasMessage(file.path() + " changed while in use");
    assertThatThrownBy(file::sha256).isInstanceOf(IOException.class);
  }

  @Test
  void isNotReadWhenItGrew() throws IOException {
    PackageFile file = file();
    write("1.ans", "10\n20\n");
    assertThatThrownBy(file::requireUnchanged).isInstanceOf(IOException.class);
  }

  @Test
  void isNotReadWhenItIsGone() throws IOException {
    PackageFile file = file();
    Files.delete(file.path());
    assertThatThrownBy(file::requireUnchanged).isInstanceOf(IOException.class);
  }
}
