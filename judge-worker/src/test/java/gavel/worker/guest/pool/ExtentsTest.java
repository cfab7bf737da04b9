package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.guest.pool.Extents.Extent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentsTest {
  private static final int STEP = 64 * 1024;
  @TempDir private Path directory;
  private Path memory;
  private Path copy;

  @BeforeEach
  void names() {
    memory = directory.resolve("memory");
    copy = directory.resolve("copy");
  }

  private Extents of(byte[] content) throws IOException {
    Files.write(memory, content);
    try (FileChannel channel = FileChannel.open(memory)) {
      return Extents.of(channel);
    }
  }

  private void copyWith(Extents extents) throws IOException {
    try (FileChannel from = FileChannel.open(memory);
        FileChannel to =
            FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Extents.enlarge(to, extents.size());
      extents.copy(from, to);
    }
  }

  @Test
  void copiesWhatIsNotZeros() throws IOException {
    byte[] content = new byte[10 * STEP + 100];
    content[0] = 1;
    content[3 * STEP] = 2;
    content[5 * STEP - 1] = 3;
    content[content.length - 1] = 4;
    Extents extents = of(content);
    assertThat(extents.all())
        .containsExactly(
            new Extent(0, STEP), new Extent(3 * STEP, 2 * STEP), new Extent(10 * STEP, 100));
    assertThat(extents.total()).isEqualTo(3 * STEP + 100);
    copyWith(extents);
    assertThat(copy).hasBinaryContent(content);
  }

  @Test
  void copiesWhatIsAllZerosOrHasNone() throws IOException {
    copyWith(of(new byte[3 * STEP]));
    assertThat(copy).hasBinaryContent(new byte[3 * STEP]);
    byte[] full = new byte[2 * STEP];
    Arrays.fill(full, (byte) 7);
    Files.delete(copy);
    copyWith(of(full));
    assertThat(copy).hasBinaryContent(full);
  }

  @Test
  void isTheSameOnceRead() throws IOException {
    Extents extents = new Extents(5 * STEP, List.of(new Extent(0, 7), new Extent(STEP, STEP)));
    Path file = directory.resolve("extents");
    extents.write(file);
    assertThat(Extents.read(file)).isEqualTo(extents);
  }

  @Test
  void refusesListThatIsBroken() throws IOException {
    Path file = directory.resolve("extents");
    for (String text : List.of("", "ten\n", "10\n5\n", "10\n5 6\n", "10\n-1 2\n", "10\n0 x\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Extents.read(file)).as(text).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesMemoryOfAnotherSize() throws IOException {
    Extents extents = of(new byte[STEP]);
    Files.write(memory, new byte[10]);
    assertThatThrownBy(() -> copyWith(extents)).isInstanceOf(IOException.class);
  }
}
