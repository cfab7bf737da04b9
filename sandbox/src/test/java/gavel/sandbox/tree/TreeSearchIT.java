package gavel.sandbox.tree;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.TreeChoice.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs root: it makes devices. */
@Tag("sandbox")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class TreeSearchIT {
  private static final SearchCaps CAPS = new SearchCaps(16, 100_000, 1000);
  @TempDir Path temporary;
  private Path tree;

  @BeforeEach
  void make() throws IOException {
    tree = Files.createDirectories(temporary.resolve("box/tree"));
  }

  private TreeEntries search(SearchCaps caps, TreeChoice choice) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(temporary.resolve("box"))) {
      return root.entries(RelativePath.of("tree"), caps, choice);
    }
  }

  private static List<String> shown(TreeEntries found) {
    return found.entries().stream().map(entry -> entry.path() + " " + entry.type()).toList();
  }

  @Test
  void theOrderIsThatOfBytes() throws Exception {
    for (String name : List.of("b", "B", "a-b", "ä")) {
      Files.writeString(tree.resolve(name), "");
    }
    Files.createDirectories(tree.resolve("a/empty"));
    Files.writeString(Files.createDirectory(tree.resolve("a/full")).resolve("x"), "");
    TreeEntries found = search(CAPS, _ -> Choice.TAKE);
    assertThat(found.complete()).isTrue();
    assertThat(shown(found))
        .containsExactly(
            "tree/B REGULAR",
            "tree/a-b REGULAR",
            "tree/a/empty DIRECTORY",
            "tree/a/full/x REGULAR",
            "tree/b REGULAR",
            "tree/\\xc3\\xa4 REGULAR");
    assertThat(search(new SearchCaps(16, 100, 3), _ -> Choice.TAKE))
        .isEqualTo(new TreeEntries(found.entries().subList(0, 3), false));
  }

  @Test
  void nothingButDirectoriesIsOpened() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "");
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Plants.run("mkfifo", tree.resolve("pipe").toString());
    Plants.run("mknod", tree.resolve("zero").toString(), "c", "1", "5");
    Plants.run("mknod", tree.resolve("zram").toString(), "b", "254", "250");
    assertThat(shown(search(CAPS, _ -> Choice.TAKE)))
        .containsExactly(
            "tree/link SYMBOLIC_LINK",
            "tree/pipe FIFO",
            "tree/zero CHARACTER_DEVICE",
            "tree/zram BLOCK_DEVICE");
  }

  @Test
  void whatIsSkippedIsNotMissed() throws Exception {
    Files.createDirectories(tree.resolve("d/e"));
    Files.writeString(tree.resolve("f"), "");
    TreeEntries skipped =
        search(CAPS, path -> path.toString().equals("tree/d") ? Choice.SKIP : Choice.TAKE);
    assertThat(shown(skipped)).containsExactly("tree/f REGULAR");
    assertThat(skipped.complete()).isTrue();
    TreeEntries left =
        search(CAPS, path -> path.toString().equals("tree/d") ? Choice.LEAVE_OUT : Choice.TAKE);
    assertThat(left).isEqualTo(new TreeEntries(skipped.entries(), false));
  }

  @Test
  void depthAndNumberAreBoundedAndNoDescriptorIsLeft() throws Exception {
    Plants plants = Plants.compiledInto(temporary);
    plants.plant("files", tree, 20_000);
    long before = Plants.openDescriptors();
    TreeEntries all = search(new SearchCaps(16, 30_000, 30_000), _ -> Choice.TAKE);
    assertThat(all.complete()).isTrue();
    assertThat(all.entries()).hasSize(20_000);
    TreeEntries few = search(new SearchCaps(16, 100, 1000), _ -> Choice.TAKE);
    assertThat(few.complete()).isFalse();
    assertThat(few.entries()).hasSizeLessThanOrEqualTo(100);
    TreeEntries none = search(new SearchCaps(16, 100_000, 0), _ -> Choice.TAKE);
    assertThat(none).isEqualTo(new TreeEntries(List.of(), false));
    plants.plant("deep", Files.createDirectory(tree.resolve("z")), 1000);
    TreeEntries deep = search(new SearchCaps(16, 100_000, 100_000), _ -> Choice.TAKE);
    assertThat(deep.complete()).isFalse();
    assertThat(deep.entries()).hasSize(20_000 + 14);
    assertThat(Plants.openDescriptors()).isEqualTo(before);
  }

  @Test
  void permissionsDoNotHideAnything() throws Exception {
    Path closed = Files.createDirectories(tree.resolve("closed/inner"));
    Files.writeString(closed.resolve("file"), "");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        tree.resolve("closed"), PosixFilePermissions.fromString("r--------"));
    assertThat(shown(search(CAPS, _ -> Choice.TAKE)))
        .containsExactly("tree/closed/inner/file REGULAR");
  }

  @Test
  void anEmptyTreeHasNothing() throws Exception {
    assertThat(search(CAPS, _ -> Choice.TAKE)).isEqualTo(new TreeEntries(List.of(), true));
  }
}
