package gavel.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.executor.compile.SourceFile;
import gavel.executor.slot.RequestRefused;
import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceArchiveTest {
  private static final ArchiveCaps SMALL = new ArchiveCaps(8, ByteSize.ofMiB(4), 4, 40, 100);
  @TempDir Path directory;

  private List<SourceFile> unpack(byte[] archive) throws RequestRefused, IOException {
    return SourceArchive.unpack(Body.ofBytes("archive", archive), SMALL, directory, () -> false);
  }

  private Map<String, String> texts(byte[] archive) throws RequestRefused, IOException {
    Map<String, String> texts = new TreeMap<>();
    for (SourceFile file : unpack(archive)) {
      try (InputStream content = file.content().open()) {
        texts.put(file.name(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private void assertInvalid(Tarball archive, String why) throws IOException {
    assertInvalid(archive.compressed(), why);
  }

  private void assertInvalid(byte[] archive, String why) throws IOException {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> unpack(archive))
        .withMessageContaining(why)
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("archive"));
  }

  private void assertTooLarge(Tarball archive, String why) {
    assertThatExceptionOfType(RequestRefused.class)
        .isThrownBy(() -> unpack(archive.compressed()))
        .withMessageContaining(why)
        .satisfies(refused -> {
          assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
          assertThat(refused.field()).isEqualTo("archive");
        });
  }

  @Test
  void filesAndDirectories() throws Exception {
    byte[] archive =
        new Tarball()
            .directory("./")
            .file("./main.py", "import lib.a\n")
            .directory("lib/")
            .file("lib/a.py", "")
            .file("lib/ä b", "x")
            .compressed();
    assertThat(texts(archive))
        .containsExactly(
            Map.entry("lib/a.py", ""),
            Map.entry("lib/ä b", "x"),
            Map.entry("main.py", "import lib.a\n"));
  }

  @Test
  void largerFilesLieInTheDirectoryUnderNumbers() throws Exception {
    String random =
        new Random(1)
            .ints(200_000, 'a', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    byte[] archive = new Tarball().file("small", "s").file("dir/large", random).compressed();
    assertThat(texts(archive)).containsEntry("dir/large", random);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(directory.resolve("2"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, is an absolute path",
    "../x, leads out of the archive",
    "a/../../x, leads out of the archive",
    "a/.., leads out of the archive",
    "a//b, is no plain path",
    "a/./b, is no plain path",
  })
  void namesThatLeadElsewhere(String name, String why) throws IOException {
    assertInvalid(new Tarball().file(name, "x"), "has '" + name + "', which " + why);
  }

  @Test
  void namesThatCannotBeShown() throws IOException {
    assertInvalid(new Tarball().file("a\nb", "x"), "has 'a?b', which has control characters");
    assertInvalid(new Tarball().file("a\uFFFDb", "x"), "not UTF-8");
  }

  @Test
  void namesOfBytesThatAreNotUtf8() throws IOException {
    byte[] plain = new Tarball().file("main#.c", "x").plain();
    plain["main".length()] = (byte) 0xff;
    assertInvalid(Tarball.compressed(plain), "has 'main?.c', which is not UTF-8; rename it");
  }

  @Test
  void aQuestionMarkIsPartOfName() throws Exception {
    assertThat(texts(new Tarball().file("why?.c", "x").compressed())).containsOnlyKeys("why?.c");
  }

  @Test
  void gzipHeadersHaveTheirCap() {
    byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
    byte[] archive = Arrays.copyOf(header, 1 << 20);
    Arrays.fill(archive, header.length, archive.length, (byte) 'n');
    assertThatExceptionOfType(RequestRefused.class)
        .isThrownBy(() -> unpack(archive))
        .withMessageContaining("has a gzip header of over 65536 bytes");
  }

  @Test
  void endsWhenNobodyWantsItAnyMore() {
    byte[] archive = new Tarball().file("main.c", "x".repeat(1000)).compressed();
    AtomicInteger looks = new AtomicInteger();
    assertThatExceptionOfType(PackedInput.Unwanted.class)
        .isThrownBy(() ->
            SourceArchive.unpack(
                Body.ofBytes("archive", archive),
                SMALL,
                directory,
                () -> looks.incrementAndGet() > 3));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(TarConstants.LF_SYMLINK, "--dereference"),
        Arguments.of(TarConstants.LF_LINK, "--hard-dereference"),
        Arguments.of(TarConstants.LF_CHR, "a device or a pipe"),
        Arguments.of(TarConstants.LF_BLK, "a device or a pipe"),
        Arguments.of(TarConstants.LF_FIFO, "a device or a pipe"),
        Arguments.of((byte) 'V', "neither a file nor"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsNoFile(byte kind, String why) throws IOException {
    assertInvalid(new Tarball().file("a", "x").special("b", kind, "/etc/passwd"), why);
    assertInvalid(new Tarball().special("b", kind, "a").file("b/x", "x"), why);
  }

  @Test
  void oneNameIsOneThing() throws IOException {
    assertInvalid(new Tarball().file("a", "1").file("./a", "2"), "has 'a' twice");
    assertInvalid(new Tarball().file("a", "1").file("a/b", "2"), "as a file and as a directory");
    assertInvalid(new Tarball().file("a/b", "1").file("a", "2"), "as a file and as a directory");
    assertInvalid(new Tarball().directory("a/").file("a", "2"), "as a file and as a directory");
  }

  @Test
  void whatIsOverACap() {
    Tarball many = new Tarball();
    for (int i = 0; i < 9; i++) {
      many.file("f" + i, "");
    }
    assertTooLarge(many, "over 8 files and directories");
    assertTooLarge(new Tarball().file("a/b/c/d/e", ""), "deeper than 4");
    assertTooLarge(new Tarball().file("x".repeat(41), ""), "over 40 characters");
    byte[] noise = new byte[3 << 20];
    new Random(2).nextBytes(noise);
    assertTooLarge(new Tarball().file("a", noise).file("b", noise), "over 4MiB");
  }

  @Test
  void bombsEndEarly() {
    assertTooLarge(new Tarball().file("zeros", new byte[3 << 20]), "less than 1/100");
    assertTooLarge(new Tarball().file("x".repeat(100_000), ""), "headers of over");
  }

  @Test
  void aFileThatIsLongerThanTheCapSaysSoBeforeItIsRead() {
    assertTooLarge(new Tarball().file("a", new byte[5 << 20]), "has files of over 4MiB together");
  }

  @Test
  void whatIsNoArchive() throws IOException {
    assertInvalid(new byte[0], "no sound tar.gz");
    assertInvalid("int main() {}".getBytes(StandardCharsets.UTF_8), "no sound tar.gz");
    assertInvalid(Tarball.compressed("x".repeat(600).getBytes(StandardCharsets.UTF_8)), "tar.gz");
    assertInvalid(new Tarball(), "has no file in it");
    assertInvalid(new Tarball().directory("only/"), "has no file in it");
    byte[] whole = new Tarball().file("a", "text").compressed();
    for (int length = 0; length < whole.length; length++) {
      assertInvalid(Arrays.copyOf(whole, length), "");
    }
    byte[] cut = Arrays.copyOf(new Tarball().file("a", new byte[2000]).plain(), 1024);
    assertInvalid(Tarball.compressed(cut), "no sound tar.gz");
  }

  @Test
  void oneMemberIsAll() throws Exception {
    byte[] sound = new Tarball().file("a", "text").compressed();
    byte[] empty = Tarball.compressed(new byte[0]);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 200_000; i++) {
      many.write(empty);
    }
    assertInvalid(many.toByteArray(), "there is more behind its end");
    many.write(sound);
    assertInvalid(many.toByteArray(), "there is more behind its end");
    assertThat(texts(Arrays.copyOf(sound, sound.length + 10_000))).containsEntry("a", "text");
    assertInvalid(append(sound, empty), "there is more behind its end");
  }

  private static byte[] append(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void damageIsFound() throws Exception {
    byte[] sound = new Tarball().file("a", "text").compressed();
    for (int behind = 1; behind <= 8; behind++) {
      byte[] damaged = sound.clone();
      damaged[sound.length - behind] ^= 1;
      assertInvalid(damaged, "its content is damaged");
    }
  }

  @Test
  void theHeaderMayHaveWhatItLikes() throws Exception {
    byte[] sound = new Tarball().file("a", "text").compressed();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    byte[] header = Arrays.copyOf(sound, 10);
    header[3] = 2 | 4 | 8 | 16;
    other.write(header);
    other.write(new byte[] {3, 0, 'x', 'y', 'z'});
    other.write("name\0comment\0".getBytes(StandardCharsets.UTF_8));
    CRC32 crc = new CRC32();
    crc.update(other.toByteArray());
    other.write((int) crc.getValue());
    other.write((int) crc.getValue() >> 8);
    other.write(sound, 10, sound.length - 10);
    assertThat(texts(other.toByteArray())).containsEntry("a", "text");
    byte[] damaged = other.toByteArray();
    damaged[20] ^= 1;
    assertInvalid(damaged, "its header is damaged");
  }

  @Test
  void aFullDiskIsNotTheArchivesFault() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(3).nextBytes(noise);
    byte[] archive = new Tarball().file("a", noise).compressed();
    Files.writeString(directory.resolve("1"), "in the way");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> unpack(archive))
        .withMessageContaining("EEXIST");
  }
}
