package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedShelfTest {
  @TempDir Path temporary;
  private PreparedShelf shelf;
  private Path box;

  @BeforeEach
  void open() throws IOException {
    shelf = another();
    box = Files.createDirectory(temporary.resolve("box"));
    Files.writeString(Files.createDirectory(box.resolve("bits")).resolve("header"), "content");
    Files.createSymbolicLink(box.resolve("link"), Path.of("/etc/passwd"));
  }

  private PreparedShelf another() throws IOException {
    return PreparedShelf.in(CacheDirectory.open(temporary.resolve("cache")));
  }

  private int uid() throws IOException {
    return (int) Files.getAttribute(box, "unix:uid");
  }

  @Test
  void whatWasLeftIsCopiedForAllToReadAndNobodyToWrite() throws IOException {
    assertThat(shelf.has("a")).isFalse();
    assertThat(shelf.add("a", box, uid())).isTrue();
    assertThat(shelf.has("a")).isTrue();
    assertThat(another().has("a")).isTrue();
    Path header = shelf.directory().resolve("a/bits/header");
    assertThat(header).hasContent("content");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(header)))
        .isEqualTo("r--r--r--");
    assertThat(shelf.directory().resolve("a/link")).doesNotExist();
    assertThat(shelf.directory().resolve("new")).doesNotExist();
  }

  @Test
  void whatIsThereStays() throws IOException {
    assertThat(shelf.add("a", box, uid())).isTrue();
    Files.writeString(box.resolve("more"), "another");
    assertThat(another().add("a", box, uid())).isTrue();
    assertThat(shelf.directory().resolve("a/more")).doesNotExist();
  }

  @Test
  void aLinkIsNothingThatWasPrepared() throws IOException {
    Files.createSymbolicLink(shelf.directory().resolve("a"), box);
    assertThat(shelf.has("a")).isFalse();
  }

  @Test
  void whatWasUsedLongestAgoGoes() throws IOException {
    for (int number = 0; number < 12; number++) {
      shelf.add("n" + number, box, uid());
      Files.setLastModifiedTime(
          shelf.directory().resolve("n" + number), FileTime.fromMillis(1000L * number));
    }
    assertThat(another().has("n0")).isTrue();
    shelf.add("fresh", box, uid());
    assertThat(shelf.has("n0")).isTrue();
    assertThat(shelf.has("n1")).isFalse();
    assertThat(shelf.has("fresh")).isTrue();
  }

  @Test
  void whatIsNotAsItWasWrittenIsPreparedAgain() throws IOException {
    assertThat(shelf.add("a", box, uid())).isTrue();
    Path header = shelf.directory().resolve("a/bits/header");
    Files.delete(header);
    Files.writeString(header, "cOntent");
    assertThat(another().has("a")).isFalse();
    assertThat(shelf.has("a")).isFalse();
    assertThat(shelf.add("a", box, uid())).isTrue();
    assertThat(another().has("a")).isTrue();
    Files.delete(header);
    assertThat(another().has("a")).isFalse();
  }

  @Test
  void whatCannotBeMarkedAsUsedIsUsed() throws IOException {
    assertThat(shelf.add("a", box, uid())).isTrue();
    PreparedShelf later = another();
    Path lock = temporary.resolve("cache/lock");
    Files.delete(lock);
    Files.createDirectory(lock);
    assertThat(later.has("a")).isTrue();
  }

  @Test
  void aCacheThatWasRemovedHasNothingAndFailsNobody() throws IOException {
    assertThat(shelf.add("a", box, uid())).isTrue();
    TreeRemover.remove(temporary.resolve("cache"));
    assertThat(shelf.has("a")).isFalse();
  }
}
