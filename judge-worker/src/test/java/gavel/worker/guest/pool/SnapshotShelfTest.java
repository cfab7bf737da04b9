package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotShelfTest {
  private static final String NAME = "0123";
  @TempDir private Path directory;
  private Path image;
  private Path own;

  @BeforeEach
  void directories() throws IOException {
    image = Files.createDirectory(directory.resolve("image"));
    own = Files.createDirectory(directory.resolve("own"));
  }

  private SnapshotShelf shelf() {
    return new SnapshotShelf(image, own, Clock.systemUTC(), SnapshotFiles.USUAL);
  }

  private void fill(MachineDirectory taken, String memory) throws IOException {
    Path file = directory.resolve("memory");
    Files.writeString(file, memory);
    Files.writeString(SnapshotFiles.stateIn(taken.path()), "state");
    try (FileChannel channel = FileChannel.open(file)) {
      Snapshot.write(taken.path(), SnapshotFiles.USUAL, channel);
    }
  }

  private void keep(SnapshotShelf shelf, String memory) throws IOException {
    try (MachineDirectory taken = shelf.begin()) {
      fill(taken, memory);
      shelf.keep(taken, NAME);
    }
  }

  private String kept() throws IOException {
    return Files.readString(shelf().find(NAME).orElseThrow().directory().resolve("memory"));
  }

  private long entries() throws IOException {
    try (Stream<Path> all = Files.list(image)) {
      return all.count();
    }
  }

  @Test
  void keepsBesideTheImage() throws IOException {
    assertThat(shelf().find(NAME)).isEmpty();
    keep(shelf(), "one");
    assertThat(kept()).isEqualTo("one");
    assertThat(shelf().find("other")).isEmpty();
    assertThat(own).isEmptyDirectory();
  }

  @Test
  void keepsTheFirstOfTwo() throws IOException {
    SnapshotShelf another = shelf();
    try (MachineDirectory late = another.begin()) {
      fill(late, "late");
      keep(shelf(), "first");
      assertThat(another.keep(late, NAME).directory()).exists();
    }
    assertThat(kept()).isEqualTo("first");
    assertThat(entries()).isOne();
  }

  @Test
  void removesWhatIsOfNoUse() throws IOException {
    keep(shelf(), "one");
    Path place = shelf().find(NAME).orElseThrow().directory();
    Files.writeString(place.resolve("memory"), "cut off, or not");
    assertThatThrownBy(() -> shelf().find(NAME)).isInstanceOf(IOException.class);
    assertThat(shelf().find(NAME)).isEmpty();
    keep(shelf(), "two");
    shelf().discard(shelf().find(NAME).orElseThrow());
    assertThat(image).isEmptyDirectory();
  }

  @Test
  void removesWhatNobodyUsed() throws IOException {
    keep(shelf(), "one");
    MachineDirectory unfinished = shelf().begin();
    Instant later = Instant.now().plus(Duration.ofDays(31));
    SnapshotShelf then =
        new SnapshotShelf(image, own, Clock.fixed(later, ZoneOffset.UTC), SnapshotFiles.USUAL);
    try (MachineDirectory taken = then.begin()) {
      fill(taken, "two");
      Files.setLastModifiedTime(taken.path(), FileTime.from(later));
      then.keep(taken, "4567");
    }
    assertThat(unfinished.path()).doesNotExist();
    assertThat(entries()).isOne();
    assertThat(shelf().find("4567")).isPresent();
  }
}
