package gavel.testcases.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivedFilesTest {
  private static final ArchiveCaps CAPS = new ArchiveCaps(3, ByteSize.ofBytes(1000), 500);

  /** Names and contents in turn. */
  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        ZipArchiveEntry entry = new ZipArchiveEntry(entries[i]);
        if (entries[i].startsWith("link")) {
          entry.setUnixMode(0120777);
        }
        out.putArchiveEntry(entry);
        out.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> unpack(byte[] archive) throws RefusedArchive {
    return ArchivedFiles.unpack(archive, CAPS, 300);
  }

  @Test
  void filesByTheirPaths() throws Exception {
    Map<String, byte[]> files =
        unpack(zip("./b/01.out", "1\n", "b\\02.out", "", "__MACOSX/b/._01.out", "x"));
    assertThat(files.keySet()).containsExactly("b/01.out", "b/02.out");
    assertThat(files.get("b/01.out")).asString().isEqualTo("1\n");
  }

  @Test
  void ofLargeFilesNoMoreIsUnpackedThanIsWanted() throws Exception {
    assertThat(unpack(zip("a", "x".repeat(5000))).get("a")).hasSize(301);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/etc/passwd", "a/../../b", "C:\\a", "link"})
  void namesThatLeadOutAndLinks(String name) throws IOException {
    byte[] archive = zip("fine", "1", name, "2");
    assertThatThrownBy(() -> unpack(archive)).isInstanceOf(RefusedArchive.class);
  }

  @Test
  void tooMuchOfEverything() throws IOException {
    byte[] many = zip("a", "", "b", "", "c", "", "d", "");
    assertThatThrownBy(() -> unpack(many)).hasMessageContaining("over 3 entries");
    String large = "x".repeat(400);
    byte[] more = zip("a", large, "b", large, "c", large);
    assertThat(more).hasSizeLessThan(1000);
    assertThatThrownBy(() -> ArchivedFiles.unpack(more, CAPS, 400))
        .hasMessageContaining("over 1000 bytes");
    byte[] twice = zip("a", "1", "./a", "2");
    assertThatThrownBy(() -> unpack(twice)).hasMessageContaining("twice");
  }

  @Test
  void whatIsNoArchive() throws IOException {
    byte[] whole = zip("a", "1", "b", "2");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> unpack(cut)).isInstanceOf(RefusedArchive.class);
    }
  }

  /** In both places where an archive says how its only entry is packed. */
  private static void setMethod(byte[] archive, int method) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(8, (short) method);
    for (int at = 0; at + 4 <= archive.length; at++) {
      if (bytes.getInt(at) == 0x02014b50) {
        bytes.putShort(at + 10, (short) method);
      }
    }
  }

  /** LZMA, Zstandard, XZ and what nobody uses: some would need libraries that are not there. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 10, 14, 20, 93, 95, 97, 98, 99})
  void howNobodyHerePacks(int method) throws IOException {
    byte[] archive = zip("a", "1");
    setMethod(archive, method);
    assertThatThrownBy(() -> unpack(archive))
        .isInstanceOf(RefusedArchive.class)
        .hasMessageContaining("packed in a way nobody here knows");
  }

  @Test
  void whatIsDamagedIsNoAnswer() throws IOException {
    byte[] archive = zip("a", "100 200 300 400 500");
    setMethod(archive, 0);
    assertThatThrownBy(() -> unpack(archive)).isInstanceOf(RefusedArchive.class);
  }
}
