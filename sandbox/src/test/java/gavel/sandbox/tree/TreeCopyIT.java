package gavel.sandbox.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.CopyResult.Copied;
import gavel.sandbox.tree.CopyResult.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs root: it changes owners and makes devices. */
@Tag("sandbox")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class TreeCopyIT {
  private static final int SOMEBODY = 64_321;
  private static final CopyCaps CAPS = CopyCaps.ARTIFACT;
  @TempDir Path temporary;
  private Path box;
  private Path copy;

  @BeforeEach
  void makeBox() throws IOException {
    box = Files.createDirectory(temporary.resolve("box"));
    copy = temporary.resolve("copy");
  }

  private CopyResult copyOut(CopyCaps caps) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      return TreeCopy.copyOut(root, copy, caps, SOMEBODY);
    }
  }

  private CopyResult copyAgain(CopyCaps caps) throws IOException {
    TreeRemover.remove(copy);
    return copyOut(caps);
  }

  private void giveToSomebody() throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      TreeOwner.give(root, SOMEBODY);
    }
  }

  private static Path file(Path file, String content, String permissions) throws IOException {
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private List<String> copied() throws IOException {
    try (Stream<Path> all = Files.walk(copy)) {
      return all.filter(path -> !path.equals(copy))
          .map(path -> copy.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private String status(String name) throws IOException {
    Path path = copy.resolve(name);
    int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
        + " "
        + Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS)
        + " "
        + Integer.toOctalString(mode);
  }

  @Test
  void filesAndDirectoriesBecomeRootsOwn() throws IOException {
    Path directory = Files.createDirectories(box.resolve("a directory/closed"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
    Files.createDirectory(box.resolve("empty"));
    file(directory.resolve("a name\nwith a newline"), "12345", "rw-rw-rw-");
    Path program = file(box.resolve("program"), "123", "rwx--x--x");
    Files.setLastModifiedTime(program, FileTime.from(Instant.ofEpochSecond(1_000_000_000, 77)));
    file(box.resolve("hidden"), "", "---------");
    giveToSomebody();
    assertThat(copyOut(CAPS)).isEqualTo(new Copied(ByteSize.ofBytes(8), 0));
    String inside = "a directory/closed/a name\nwith a newline";
    assertThat(copied())
        .containsExactly("a directory", "a directory/closed", inside, "empty", "hidden", "program");
    assertThat(status("")).isEqualTo("0 0 755");
    assertThat(status("a directory/closed")).isEqualTo("0 0 755");
    assertThat(status(inside)).isEqualTo("0 0 444");
    assertThat(status("program")).isEqualTo("0 0 555");
    assertThat(status("hidden")).isEqualTo("0 0 444");
    assertThat(copy.resolve(inside)).hasContent("12345");
    assertThat(Files.getLastModifiedTime(copy.resolve("program")).toInstant())
        .isEqualTo(Instant.ofEpochSecond(1_000_000_000, 77));
    assertThat(Files.getAttribute(program, "unix:uid")).isEqualTo(SOMEBODY);
  }

  @Test
  void everythingElseIsLeftOutAndNothingOutsideTouched() throws Exception {
    Path outside = file(temporary.resolve("outside"), "precious", "rw-------");
    Path outsideDirectory = Files.createDirectory(temporary.resolve("outside directory"));
    Files.createSymbolicLink(box.resolve("passwd"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(box.resolve("link to a file"), outside);
    Files.createSymbolicLink(box.resolve("link to a directory"), outsideDirectory);
    Files.createSymbolicLink(box.resolve("link to nothing"), Path.of("nothing"));
    Files.createSymbolicLink(box.resolve("link to itself"), Path.of("link to itself"));
    Files.createSymbolicLink(box.resolve("descriptor"), Path.of("/proc/self/fd/0"));
    Plants.run("mkfifo", box.resolve("pipe").toString());
    Plants.run("mknod", box.resolve("null").toString(), "c", "1", "3");
    Plants.run("mknod", box.resolve("zero").toString(), "c", "1", "5");
    Plants.run("mknod", box.resolve("disk").toString(), "b", "7", "0");
    Plants.compiledInto(temporary).plant("socket", box, 0);
    file(box.resolve("kept"), "x", "rw-r--r--");
    assertThat(copyOut(CAPS)).isEqualTo(new Copied(ByteSize.ofBytes(1), 11));
    assertThat(copied()).containsExactly("kept");
    assertThat(outside).hasContent("precious");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
        .isEqualTo("rw-------");
  }

  @Test
  void aHardLinkToAFileOfAnotherIsLeftOutOnesOwnIsCopied() throws IOException {
    Path outside = file(temporary.resolve("outside"), "precious", "rw-------");
    file(box.resolve("two"), "shared", "rwxr-xr-x");
    giveToSomebody();
    Files.createLink(box.resolve("one"), outside);
    Files.createLink(box.resolve("three"), box.resolve("two"));
    giveToSomebody();
    assertThat(copyOut(CAPS)).isEqualTo(new Copied(ByteSize.ofBytes(12), 1));
    assertThat(copied()).containsExactly("three", "two");
    for (String name : copied()) {
      assertThat(copy.resolve(name)).hasContent("shared");
      assertThat(Files.getAttribute(copy.resolve(name), "unix:nlink")).isEqualTo(1);
      assertThat(status(name)).isEqualTo("0 0 555");
    }
    assertThat(Files.getAttribute(outside, "unix:uid")).isEqualTo(0);
  }

  @Test
  void setuidBitsAreGone() throws Exception {
    Path file = file(box.resolve("program"), "x", "rwxr-xr-x");
    Path directory = Files.createDirectory(box.resolve("directory"));
    Plants.run("chmod", "6755", file.toString());
    Plants.run("chmod", "7777", directory.toString());
    assertThat(copyOut(CAPS)).isInstanceOf(Copied.class);
    assertThat(status("program")).isEqualTo("0 0 555");
    assertThat(status("directory")).isEqualTo("0 0 755");
  }

  @Test
  void whatIsOverACapIsRefused() throws IOException {
    file(box.resolve("a"), "12345", "rw-r--r--");
    file(box.resolve("b"), "12345", "rw-r--r--");
    Files.createDirectories(box.resolve("d/d/d/d/d"));
    assertThat(copyAgain(new CopyCaps(7, 5, ByteSize.ofBytes(10)))).isInstanceOf(Copied.class);
    assertThat(copyAgain(new CopyCaps(100, 4, ByteSize.ofMiB(1))))
        .isEqualTo(new Refused("directories are nested deeper than 4"));
    assertThat(copyAgain(new CopyCaps(6, 9, ByteSize.ofMiB(1))))
        .isEqualTo(new Refused("there are over 6 files"));
    assertThat(copyAgain(new CopyCaps(100, 9, ByteSize.ofBytes(9))))
        .isEqualTo(new Refused("the files are over 9B together"));
    assertThatThrownBy(() -> copyOut(CAPS)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void holesCountAndCountersDoNotOverflow() throws IOException {
    file(box.resolve("a"), "12345", "rw-r--r--");
    try (RandomAccessFile sparse = new RandomAccessFile(box.resolve("b").toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertThat(copyAgain(CAPS)).isEqualTo(new Refused("the files are over 512MiB together"));
    try (RandomAccessFile sparse = new RandomAccessFile(box.resolve("b").toFile(), "rw")) {
      sparse.setLength(4 << 20);
    }
    assertThat(copyAgain(CAPS)).isEqualTo(new Copied(ByteSize.ofBytes((4 << 20) + 5), 0));
    assertThat(Files.mismatch(box.resolve("b"), copy.resolve("b"))).isEqualTo(-1);
  }

  @Test
  void namesAreBytes() throws IOException {
    byte[] invalid = {'a', (byte) 0xff, '\n', (byte) 0xc3, 1};
    List<FileName> names =
        List.of(FileName.ofBytes(invalid), FileName.of("x".repeat(255)), FileName.of("ä\\ *"));
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      for (FileName name : names) {
        RelativePath path = new RelativePath(List.of(FileName.of("d"), name));
        assertThat(root.write(path, content(name.toString()), 0644).number()).isZero();
      }
    }
    assertThat(copyOut(CAPS)).isInstanceOf(Copied.class);
    try (BeneathDirectory inside = BeneathDirectory.open(copy.resolve("d"))) {
      assertThat(inside.names(9)).containsExactlyInAnyOrderElementsOf(names);
    }
    Path tooLong = Path.of("x".repeat(255));
    Path nested = box;
    for (int depth = 0; depth < 14; depth++) {
      nested = Files.createDirectory(nested.resolve(tooLong));
    }
    assertThat(copyAgain(CAPS)).isEqualTo(new Refused("a path is longer than 3500 bytes"));
    assertThat(TreeRemover.remove(copy)).isPositive();
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTmpfsOfAnotherNamespaceIsCopiedThroughItsHolder() throws Exception {
    try (Plants.Tmpfs tmpfs = Plants.tmpfs(box, "size=1m,nr_inodes=100")) {
      box = tmpfs.root();
      Files.createDirectory(box.resolve("d"));
      file(box.resolve("d/f"), "inside", "rw-r--r--");
      assertThat(copyOut(CAPS)).isEqualTo(new Copied(ByteSize.ofBytes(6), 0));
    }
    assertThat(copy.resolve("d/f")).hasContent("inside");
    assertThat(temporary.resolve("box")).isEmptyDirectory();
  }

  @Test
  void aFileThatIsLeasedIsNotWaitedFor() throws Exception {
    Plants plants = Plants.compiledInto(temporary);
    try (Plants.Running holder = plants.start("lease", box, 0)) {
      assertThat(copyOut(CAPS)).isEqualTo(new Copied(ByteSize.ZERO, 1));
      assertThat(holder.isAlive()).isTrue();
    }
    assertThat(copied()).isEmpty();
  }

  @Test
  void noDescriptorIsLeft() throws IOException {
    Files.createDirectories(box.resolve("a/b/c"));
    file(box.resolve("a/b/f"), "x", "rw-r--r--");
    Files.createSymbolicLink(box.resolve("a/l"), Path.of("/etc"));
    copyAgain(CAPS);
    copyAgain(new CopyCaps(2, 2, ByteSize.ZERO));
    long before = Plants.openDescriptors();
    for (int i = 0; i < 20; i++) {
      copyAgain(CAPS);
      copyAgain(new CopyCaps(3, 2, ByteSize.ZERO));
    }
    assertThat(Plants.openDescriptors()).isLessThanOrEqualTo(before + 5);
  }
}
