package gavel.sandbox.tree;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.CopyResult.Copied;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody exchanges two names as fast as the kernel can while the tree is used. */
@Tag("sandbox")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class SwappedTreesIT {
  private static final int SOMEBODY = 64_321;
  private static final int ROUNDS = 150;
  @TempDir Path temporary;
  private Path box;
  private Path outside;

  @BeforeEach
  void makeTrees() throws IOException {
    box = Files.createDirectory(temporary.resolve("box"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), "precious");
    Files.createDirectory(outside.resolve("inside"));
  }

  /** {@code a} is innocent, {@code b} is what it is exchanged for. */
  private void plant(String kind) throws Exception {
    Path a = box.resolve("a");
    Path b = box.resolve("b");
    switch (kind) {
      case "directory and link" -> {
        directory(a);
        Files.createSymbolicLink(b, outside);
      }
      case "file and link" -> {
        Files.writeString(a, "innocent");
        Files.createSymbolicLink(b, outside.resolve("file"));
      }
      case "file and pipe" -> {
        Files.writeString(a, "innocent");
        Plants.run("mkfifo", b.toString());
      }
      case "file and device" -> {
        Files.writeString(a, "innocent");
        Plants.run("mknod", b.toString(), "c", "1", "5");
      }
      case "directory and file" -> {
        directory(a);
        Files.writeString(b, "innocent");
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static void directory(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("inside"));
    Files.writeString(directory.resolve("file"), "innocent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "directory and link",
        "file and link",
        "file and pipe",
        "file and device",
        "directory and file"
      })
  void nothingOutsideIsCopiedFoundOrGivenAway(String kind) throws Exception {
    plant(kind);
    Plants plants = Plants.compiledInto(temporary);
    try (Plants.Running swapper = plants.start("swap", box, 0);
        BeneathDirectory root = BeneathDirectory.open(box)) {
      for (int i = 0; i < ROUNDS; i++) {
        Path copy = temporary.resolve("copy");
        assertThat(TreeCopy.copyOut(root, copy, CopyCaps.ARTIFACT, SOMEBODY))
            .isInstanceOf(Copied.class);
        assertInnocent(copy);
        TreeRemover.remove(copy);
        search(root, "a/file");
        search(root, "b");
        TreeOwner.give(root, SOMEBODY);
      }
      assertThat(swapper.isAlive()).isTrue();
    }
    assertOutsideIsUntouched();
  }

  private static void assertInnocent(Path copy) throws IOException {
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path file : all.filter(path -> !Files.isDirectory(path)).toList()) {
        assertThat(file).isRegularFile().hasContent("innocent");
      }
    }
  }

  private static void search(BeneathDirectory root, String path) throws IOException {
    FileSearch search = root.find(RelativePath.of(path), SOMEBODY);
    if (search instanceof FileSearch.Found(RegularFile found)) {
      try (RegularFile file = found;
          InputStream content = file.content(ByteSize.ofKiB(1))) {
        assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("innocent");
      }
    }
  }

  private void assertOutsideIsUntouched() throws IOException {
    assertThat(outside.resolve("file")).hasContent("precious");
    for (Path path : new Path[] {outside, outside.resolve("file"), outside.resolve("inside")}) {
      assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(0);
    }
  }
}
