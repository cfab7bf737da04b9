package gavel.sandbox.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.FileSearch.Found;
import gavel.sandbox.tree.FileSearch.Missing;
import gavel.sandbox.tree.FileSearch.Unfit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs root: it makes devices and changes owners. */
@Tag("sandbox")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class BeneathDirectoryIT {
  private static final int SOMEBODY = 64_321;
  @TempDir Path temporary;
  private Path box;
  private BeneathDirectory root;

  @BeforeEach
  void open() throws IOException {
    box = Files.createDirectory(temporary.resolve("box"));
    root = BeneathDirectory.open(box);
  }

  @AfterEach
  void close() throws IOException {
    root.close();
  }

  private Errno write(String path, String content) throws IOException {
    InputStream bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return root.write(RelativePath.of(path), bytes, 0644);
  }

  private FileSearch find(String path) throws IOException {
    return root.find(RelativePath.of(path), SOMEBODY);
  }

  private String content(String path, ByteSize most) throws IOException {
    if (find(path) instanceof Found(RegularFile found)) {
      try (RegularFile file = found) {
        return new String(file.content(most).readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("There is no file " + path);
  }

  @Test
  void filesAreWrittenAndFoundWhateverTheUmask() throws IOException {
    assertThat(write("a/b/c", "x".repeat(200_000) + "end")).isEqualTo(Errno.NONE);
    assertThat(write("a/b/d", "")).isEqualTo(Errno.NONE);
    assertThat(content("a/b/c", ByteSize.ofMiB(1))).hasSize(200_003).endsWith("end");
    assertThat(content("a/b/c", ByteSize.ofBytes(7))).isEqualTo("xxxxxxx");
    assertThat(content("a/b/d", ByteSize.ofMiB(1))).isEmpty();
    assertThat(permissions("a/b/c")).isEqualTo("rw-r--r--");
    assertThat(permissions("a/b")).isEqualTo("rwxr-xr-x");
    if (find("a/b/c") instanceof Found(RegularFile found)) {
      try (RegularFile file = found;
          InputStream content = file.content(ByteSize.ofBytes(2))) {
        assertThat(file.size()).isEqualTo(ByteSize.ofBytes(200_003));
        assertThat(new int[] {content.read(), content.read(), content.read()})
            .containsExactly('x', 'x', -1);
      }
    }
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(box.resolve(path)));
  }

  @Test
  void whatIsInTheWayIsSaidAndNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createSymbolicLink(box.resolve("link"), outside);
    Files.createSymbolicLink(box.resolve("dangling"), outside.resolve("new"));
    assertThat(write("a", "")).isEqualTo(Errno.NONE);
    assertThat(write("a", "")).isEqualTo(Errno.EEXIST);
    assertThat(write("a/b", "")).isEqualTo(Errno.ENOTDIR);
    assertThat(write("link/b", "")).isIn(Errno.ELOOP, Errno.ENOTDIR);
    assertThat(write("dangling", "")).isEqualTo(Errno.EEXIST);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void onlyRegularFilesOfTheProgramAreFound() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Path precious = Files.writeString(outside.resolve("file"), "precious");
    Files.createSymbolicLink(box.resolve("link"), precious);
    Files.createSymbolicLink(box.resolve("directory"), outside);
    Files.createSymbolicLink(box.resolve("descriptors"), Path.of("/proc/self/fd"));
    Files.createLink(box.resolve("hard"), precious);
    Files.createDirectory(box.resolve("d"));
    Plants.run("mkfifo", box.resolve("pipe").toString());
    Plants.run("mknod", box.resolve("zero").toString(), "c", "1", "5");
    for (String unfit :
        new String[] {
          "link", "directory", "directory/file", "descriptors/0", "hard", "d", "pipe", "zero"
        }) {
      assertThat(find(unfit)).as(unfit).isInstanceOf(Unfit.class);
    }
    assertThat(find("nothing")).isEqualTo(new Missing());
    assertThat(find("d/nothing")).isEqualTo(new Missing());
    assertThat(find("pipe/nothing")).isEqualTo(new Missing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/etc/passwd", "../outside", "a/../../outside", ".", "a//b", "a/"})
  void pathsThatLeadElsewhereCannotBeSaid(String path) {
    assertThatThrownBy(() -> RelativePath.of(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itStaysTheSameDirectoryWhateverTakesItsPlace() throws IOException {
    write("file", "innocent");
    Path moved = Files.move(box, temporary.resolve("moved"));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), "precious");
    Files.createSymbolicLink(box, outside);
    assertThat(content("file", ByteSize.ofKiB(1))).isEqualTo("innocent");
    TreeRemover.removeContents(root);
    assertThat(moved).isEmptyDirectory();
    assertThat(outside.resolve("file")).hasContent("precious");
  }

  @Test
  void onlyWhatIsOneselfsIsGivenAway() throws IOException {
    Path precious = Files.writeString(temporary.resolve("precious"), "precious");
    Files.createSymbolicLink(box.resolve("link"), precious);
    Files.createLink(box.resolve("hard"), precious);
    write("d/file", "");
    TreeOwner.give(root, SOMEBODY);
    assertThat(Files.getAttribute(precious, "unix:uid")).isEqualTo(0);
    for (Path given : new Path[] {box, box.resolve("d"), box.resolve("d/file")}) {
      assertThat(Files.getAttribute(given, "unix:uid")).isEqualTo(SOMEBODY);
      assertThat(Files.getAttribute(given, "unix:gid")).isEqualTo(SOMEBODY);
    }
  }
}
