package gavel.sandbox.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs root: it mounts and makes devices. */
@Tag("sandbox")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TreeRemoverIT {
  private static final int SOMEBODY = 64_321;
  private static final int MILLION = 1_000_000;
  private static final int DEEP = 50_000;
  @TempDir Path temporary;
  private Path box;

  @BeforeEach
  void makeBox() throws IOException {
    box = Files.createDirectory(temporary.resolve("box"));
  }

  private static long removeContents(Path directory) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(directory)) {
      long removed = TreeRemover.removeContents(root);
      assertThat(root.isEmpty()).isTrue();
      return removed;
    }
  }

  @Test
  void linksAreDeletedNotFollowed() throws IOException {
    Path others = Files.createDirectory(temporary.resolve("others"));
    Path precious = Files.writeString(others.resolve("file"), "precious");
    Files.createSymbolicLink(box.resolve("directory"), others);
    Files.createSymbolicLink(box.resolve("file"), precious);
    Files.createSymbolicLink(box.resolve("loop"), box);
    Files.createLink(box.resolve("hard"), precious);
    Files.writeString(box.resolve("a name\nwith a newline"), "x");
    assertThat(TreeRemover.remove(box)).isEqualTo(6);
    assertThat(box).doesNotExist();
    assertThat(precious).hasContent("precious");
    assertThat(Files.getAttribute(precious, "unix:nlink")).isEqualTo(1);
  }

  @Test
  void aLinkOrAFileInPlaceOfTheTreeIsDeletedItself() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("tree"), box);
    Files.writeString(box.resolve("file"), "precious");
    assertThat(TreeRemover.remove(link)).isEqualTo(1);
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(box.resolve("file")).hasContent("precious");
    assertThat(TreeRemover.remove(box.resolve("file"))).isEqualTo(1);
    assertThat(TreeRemover.remove(box.resolve("file"))).isZero();
    assertThat(TreeRemover.remove(box.resolve("no/such/place"))).isZero();
  }

  @Test
  void pipesDevicesSocketsAndClosedDirectories() throws Exception {
    Plants.run("mkfifo", box.resolve("pipe").toString());
    Plants.run("mknod", box.resolve("null").toString(), "c", "1", "3");
    Plants.compiledInto(temporary).plant("socket", box, 0);
    Path closed = Files.createDirectories(box.resolve("closed/inside"));
    Files.writeString(closed.resolve("file"), "x");
    for (Path directory : new Path[] {closed, closed.getParent()}) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
    }
    assertThat(removeContents(box)).isEqualTo(6);
    assertThat(box).isEmptyDirectory();
  }

  /** As where the executor is not root, or root without this right. */
  @Test
  void withoutTheRightToPassPermissionsBy() throws Exception {
    Path closed = Files.createDirectories(box.resolve("closed/inside"));
    Files.createDirectory(closed.resolve("more"));
    Files.writeString(closed.resolve("file"), "x");
    for (Path directory : new Path[] {closed, closed.getParent(), box}) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
    }
    Plants.run(
        "setpriv",
        "--bounding-set=-dac_override,-dac_read_search",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        RemoveTree.class.getName(),
        box.toString());
    assertThat(box).doesNotExist();
  }

  @Test
  void whatIsMountedInsideIsAFaultAndStays() throws Exception {
    Path mountPoint = Files.createDirectories(box.resolve("d/mounted"));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), "precious");
    Plants.run("mount", "--bind", outside.toString(), mountPoint.toString());
    try {
      assertThatThrownBy(() -> TreeRemover.remove(box))
          .isInstanceOfSatisfying(
              ErrnoException.class, failure -> assertThat(failure.errno()).isEqualTo(Errno.EBUSY))
          .hasMessageContaining("where something is mounted");
      assertThat(outside.resolve("file")).hasContent("precious");
      try (BeneathDirectory root = BeneathDirectory.open(box)) {
        assertThat(TreeCopy.copyOut(root, temporary.resolve("copy"), CopyCaps.ARTIFACT, 0))
            .isInstanceOfSatisfying(
                CopyResult.Copied.class, copied -> assertThat(copied.leftOut()).isEqualTo(1));
      }
      assertThat(temporary.resolve("copy/d")).isEmptyDirectory();
    } finally {
      Plants.run("umount", mountPoint.toString());
    }
    assertThat(TreeRemover.remove(box)).isEqualTo(3);
    assertThat(outside.resolve("file")).hasContent("precious");
  }

  @Test
  void noNestingIsTooDeepAndFewDescriptorsAreOpen() throws Exception {
    Plants plants = Plants.compiledInto(temporary);
    try (Plants.Tmpfs tmpfs = Plants.tmpfs(box, "size=64m,nr_inodes=0")) {
      plants.plant("deep", tmpfs.root(), DEEP);
      long before = Plants.openDescriptors();
      CompletableFuture<Long> removal =
          CompletableFuture.supplyAsync(() -> removeContentsUnchecked(tmpfs.root()));
      long most = before;
      while (!isDoneSoon(removal)) {
        most = Math.max(most, Plants.openDescriptors());
      }
      assertThat(removal.join()).isEqualTo(2L * DEEP);
      assertThat(most).isLessThan(before + 20);
    }
  }

  private static boolean isDoneSoon(CompletableFuture<?> future) throws Exception {
    try {
      future.get(1, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  private static long removeContentsUnchecked(Path directory) {
    try {
      return removeContents(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void noFreeInodeIsNeeded() throws Exception {
    Plants plants = Plants.compiledInto(temporary);
    try (Plants.Tmpfs tmpfs = Plants.tmpfs(box, "size=1m,nr_inodes=2000")) {
      plants.plant("deep", tmpfs.root(), 500);
      plants.plant("fill", tmpfs.root(), 0);
      assertThat(removeContents(tmpfs.root())).isGreaterThan(1900);
    }
  }

  @Test
  void deepOnADisk() throws Exception {
    Plants.compiledInto(temporary).plant("deep", box, 3000);
    assertThat(TreeRemover.remove(box)).isEqualTo(6001);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("plants");
    }
  }

  @Test
  void aMillionInodes() throws Exception {
    Plants plants = Plants.compiledInto(temporary);
    try (Plants.Tmpfs tmpfs = Plants.tmpfs(box, "size=64m,nr_inodes=0")) {
      plants.plant("files", tmpfs.root(), MILLION);
      try (BeneathDirectory root = BeneathDirectory.open(tmpfs.root())) {
        assertThat(TreeCopy.copyOut(root, temporary.resolve("copy"), CopyCaps.ARTIFACT, 0))
            .isEqualTo(new CopyResult.Refused("there are over 10000 files"));
      }
      assertThat(removeContents(tmpfs.root())).isEqualTo(MILLION + MILLION / 2000);
    }
  }

  @Test
  void somebodyWritesMeanwhile() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), "precious");
    Plants plants = Plants.compiledInto(temporary);
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      TreeOwner.give(root, SOMEBODY);
    }
    try (Plants.Running writer = plants.start("replant", box, SOMEBODY)) {
      for (int i = 0; i < 300; i++) {
        removeOrGiveUp();
      }
      assertThat(writer.isAlive()).isTrue();
      await().until(() -> Files.exists(box.resolve("a"), LinkOption.NOFOLLOW_LINKS));
    }
    removeContents(box);
    assertThat(box).isEmptyDirectory();
    assertThat(outside.resolve("file")).hasContent("precious");
    try (Stream<Path> left = Files.list(outside)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("file");
    }
  }

  private void removeOrGiveUp() throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      TreeRemover.removeContents(root);
    } catch (IOException endless) {
      assertThat(endless).hasMessageContaining("something still writes there");
    }
  }
}
