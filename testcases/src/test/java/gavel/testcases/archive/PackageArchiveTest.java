package gavel.testcases.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageArchiveTest {
  private static final int LINK = 0120777;

  @TempDir private Path directory;

  private Path zip(String name, Object... namesAndContents) throws IOException {
    Path file = directory.resolve(name);
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        String entryName = (String) namesAndContents[i];
        ZipArchiveEntry entry = new ZipArchiveEntry(entryName.replaceFirst("^->", ""));
        if (entryName.startsWith("->")) {
          entry.setUnixMode(LINK);
        } else if (entryName.endsWith("/run")) {
          entry.setUnixMode(0100755);
        }
        out.putArchiveEntry(entry);
        out.write(
            namesAndContents[i + 1] instanceof byte[] bytes
                ? bytes
                : ((String) namesAndContents[i + 1]).getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
      }
    }
    return file;
  }

  private UnpackedPackage unpack(Path archive) throws IOException, RefusedArchive {
    return unpack(archive, ArchiveCaps.DEFAULT);
  }

  private UnpackedPackage unpack(Path archive, ArchiveCaps caps)
      throws IOException, RefusedArchive {
    return PackageArchive.unpack(archive, Files.createTempDirectory(directory, "into"), caps);
  }

  @Test
  void filesAtTheTop() throws Exception {
    UnpackedPackage unpacked =
        unpack(
            zip(
                "sum.zip",
                "problem.yaml",
                "name: X\n",
                "data/secret/a b.in",
                "1\n",
                "data\\secret\\a b.ans",
                "1\n",
                "__MACOSX/._x",
                "x",
                "output_validators/v/run",
                "#!/bin/sh\n"));
    assertThat(unpacked.id()).contains(new ProblemId("sum"));
    assertThat(unpacked.directory().resolve("data/secret/a b.ans")).hasContent("1\n");
    assertThat(unpacked.directory().resolve("__MACOSX")).doesNotExist();
    assertThat(unpacked.directory().resolve("output_validators/v/run")).isExecutable();
    var listing = ProblemPackageReader.list(unpacked.id().orElseThrow(), unpacked.directory());
    assertThat(ProblemPackageReader.read(listing).tests()).hasSize(1);
  }

  @Test
  void oneDirectoryInside() throws Exception {
    UnpackedPackage unpacked =
        unpack(zip("v2 (final).zip", "sum/problem.yaml", "name: X\n", "README", "x"));
    assertThat(unpacked.id()).contains(new ProblemId("sum"));
    assertThat(unpacked.directory().getFileName()).hasToString("sum");
    assertThat(unpack(zip("v2 (final).kpp", "problem.yaml", "")).id()).isEmpty();
  }

  @Test
  void linksAreMadeLastAndOnlyInside() throws Exception {
    UnpackedPackage unpacked =
        unpack(
            zip(
                "sum.zip",
                "->data/secret",
                "../secret-data",
                "->out",
                "../../etc",
                "->abs",
                "/etc/passwd",
                "secret-data/1.in",
                "1\n",
                "problem.yaml",
                ""));
    assertThat(unpacked.leftOut()).containsExactly("out", "abs");
    assertThat(unpacked.directory().resolve("data/secret/1.in")).hasContent("1\n");
    assertThat(unpacked.directory().resolve("out")).doesNotExist();
    Path through = zip("evil.zip", "problem.yaml", "", "->d", "secret", "d/x", "y");
    assertThatThrownBy(() -> unpack(through))
        .isInstanceOf(RefusedArchive.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "/etc/x", "C:\\x", "a\\..\\..\\x"})
  void namesThatLeadOut(String name) throws IOException {
    Path archive = zip("sum.zip", "problem.yaml", "", name, "x");
    assertThatThrownBy(() -> unpack(archive)).isInstanceOf(RefusedArchive.class);
    assertThat(directory.resolve("x")).doesNotExist();
  }

  @Test
  void caps() throws IOException {
    Path bomb = zip("sum.zip", "problem.yaml", "", "zeros", new byte[1 << 20]);
    ArchiveCaps small = new ArchiveCaps(10, ByteSize.ofKiB(512), 500);
    assertThatThrownBy(() -> unpack(bomb, small)).hasMessageContaining("unpacks to over 524288");
    ArchiveCaps few = new ArchiveCaps(1, ByteSize.ofMiB(10), 500);
    assertThatThrownBy(() -> unpack(bomb, few)).hasMessageContaining("over 1 entries");
    assertThat(ArchiveCaps.DEFAULT.most(10 << 20)).isEqualTo(5000L << 20);
  }

  @Test
  void noPackages() throws IOException {
    Path none = zip("a.zip", "x/README", "x");
    assertThatThrownBy(() -> unpack(none)).hasMessageContaining("has 0 directories");
    Path two = zip("b.zip", "x/problem.yaml", "x", "y/problem.yaml", "y");
    assertThatThrownBy(() -> unpack(two)).hasMessageContaining("has 2 directories");
    Path twice = zip("c.zip", "problem.yaml", "x", "./problem.yaml", "y");
    assertThatThrownBy(() -> unpack(twice)).hasMessageContaining("twice");
    Path inTheWay = zip("d.zip", "problem.yaml", "x", "problem.yaml/x", "y");
    assertThatThrownBy(() -> unpack(inTheWay)).isInstanceOf(RefusedArchive.class);
    Path text = Files.writeString(directory.resolve("e.zip"), "PK no zip");
    assertThatThrownBy(() -> unpack(text))
        .isInstanceOf(RefusedArchive.class)
        .hasMessage(
            "\"e.zip\" is no zip archive that can be read: it is damaged, cut, or something else");
    Path cut = directory.resolve("f.zip");
    byte[] whole = Files.readAllBytes(zip("g.zip", "problem.yaml", "x".repeat(1000)));
    for (int i = 0; i < whole.length; i += 7) {
      byte[] broken = whole.clone();
      broken[i] ^= 0x55;
      Files.write(cut, broken);
      try {
        unpack(cut);
      } catch (RefusedArchive refused) {
        assertThat(refused).hasMessageNotContaining("\n");
      }
    }
  }
}
