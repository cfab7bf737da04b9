package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs root: it changes owners. */
@Tag("sandbox")
class TakeoverIT {
  private static final int SOMEBODY = 64_321;
  @TempDir Path temporary;
  private Path box;

  @BeforeEach
  void makeBox() throws IOException {
    box = Files.createDirectory(temporary.resolve("box"));
    Owner.give(box, SOMEBODY);
  }

  private Path file(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(box.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Owner.give(file, SOMEBODY);
    return file;
  }

  private static String status(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
        + " "
        + PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(box)) {
      return all.filter(path -> !path.equals(box))
          .map(path -> box.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private Takeover.Result take() throws IOException {
    return Takeover.of(box, Takeover.Caps.STANDARD);
  }

  @Test
  void filesAndDirectoriesBecomeRootsOwn() throws IOException {
    Path directory = Files.createDirectory(box.resolve("a directory"));
    Owner.give(directory, SOMEBODY);
    file("a directory/a name\nwith a newline", "12345", "rw-rw-rw-");
    file("program", "123", "rwx--x--x");
    file("hidden", "", "---------");
    assertThat(take()).isEqualTo(new Takeover.Taken(ByteSize.ofBytes(8)));
    assertThat(names())
        .containsExactly("a directory", "a directory/a name\nwith a newline", "hidden", "program");
    assertThat(status(box)).isEqualTo("0 r-xr-xr-x");
    assertThat(status(directory)).isEqualTo("0 r-xr-xr-x");
    assertThat(status(directory.resolve("a name\nwith a newline"))).isEqualTo("0 r--r--r--");
    assertThat(status(box.resolve("program"))).isEqualTo("0 r-xr-xr-x");
    assertThat(status(box.resolve("hidden"))).isEqualTo("0 r--r--r--");
  }

  @Test
  void everythingElseIsDeletedAndNothingOutsideTouched() throws Exception {
    Path outside = Files.writeString(temporary.resolve("outside"), "precious");
    Path outsideDirectory = Files.createDirectory(temporary.resolve("outside directory"));
    String before = status(outside) + status(outsideDirectory);
    Files.createSymbolicLink(box.resolve("link to a file"), outside);
    Files.createSymbolicLink(box.resolve("link to a directory"), outsideDirectory);
    Files.createSymbolicLink(box.resolve("link to nothing"), Path.of("nothing"));
    Files.createSymbolicLink(box.resolve("link to itself"), Path.of("link to itself"));
    make("mkfifo", box.resolve("pipe").toString());
    make("mknod", box.resolve("device").toString(), "c", "1", "3");
    file("kept", "x", "rw-r--r--");
    assertThat(take()).isInstanceOf(Takeover.Taken.class);
    assertThat(names()).containsExactly("kept");
    assertThat(status(outside) + status(outsideDirectory)).isEqualTo(before);
    assertThat(outside).hasContent("precious");
  }

  @Test
  void aHardLinkBecomesACopy() throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside"), "precious");
    String before = status(outside);
    Files.createLink(box.resolve("one"), outside);
    file("two", "shared", "rwxr-xr-x");
    Files.createLink(box.resolve("three"), box.resolve("two"));
    assertThat(take()).isInstanceOf(Takeover.Taken.class);
    assertThat(names()).containsExactly("one", "three", "two");
    assertThat(status(outside)).isEqualTo(before);
    for (String name : names()) {
      assertThat(Files.getAttribute(box.resolve(name), "unix:nlink")).isEqualTo(1);
    }
    assertThat(box.resolve("three")).hasContent("shared");
    assertThat(status(box.resolve("two"))).isEqualTo("0 r-xr-xr-x");
  }

  @Test
  void setuidBitsAreGone() throws Exception {
    Path file = file("program", "x", "rwxr-xr-x");
    make("chmod", "6755", file.toString());
    assertThat(take()).isInstanceOf(Takeover.Taken.class);
    int mode = (int) Files.getAttribute(file, "unix:mode");
    assertThat(mode & 07777).isEqualTo(0555);
  }

  @Test
  void whatIsOverACapIsRefused() throws IOException {
    file("a", "12345", "rw-r--r--");
    file("b", "12345", "rw-r--r--");
    Path nested = box;
    for (int depth = 0; depth < 5; depth++) {
      nested = Files.createDirectory(nested.resolve("d"));
    }
    assertThat(Takeover.of(box, new Takeover.Caps(100, 3, ByteSize.ofMiB(1))))
        .isEqualTo(new Takeover.Refused("directories are nested deeper than 3"));
    assertThat(Takeover.of(box, new Takeover.Caps(6, 9, ByteSize.ofMiB(1))))
        .isEqualTo(new Takeover.Refused("there are over 6 files"));
    assertThat(Takeover.of(box, new Takeover.Caps(100, 9, ByteSize.ofBytes(9))))
        .isEqualTo(new Takeover.Refused("the files are over 9B together"));
  }

  private static void make(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
