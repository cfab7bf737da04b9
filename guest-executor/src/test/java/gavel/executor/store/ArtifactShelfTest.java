package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactShelfTest {
  private static final LanguageDefinition C = Languages.bundled().byId("c").orElseThrow();
  private static final Artifact.Facts FACTS =
      new Artifact.Facts(
          "warning: é\n", Duration.ofNanos(123_456_789), Duration.ofSeconds(2), ByteSize.ofMiB(3));
  private static final FileTime TIME = FileTime.from(Instant.parse("2001-02-03T04:05:06.789012Z"));
  @TempDir Path temporary;
  private Path cache;
  private int opened;

  @BeforeEach
  void name() {
    cache = temporary.resolve("cache");
  }

  private ArtifactShelf shelf(CacheBounds bounds) throws IOException {
    return ArtifactShelf.in(CacheDirectory.open(cache), bounds);
  }

  /** As after a restart: nothing of what was in memory is left. */
  private ArtifactStore store() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("artifacts" + opened++));
    return new ArtifactStore(directory, ByteSize.ofMiB(1), Optional.of(shelf(CacheBounds.USUAL)));
  }

  private static String key(int number) {
    return new Sha256().add(Integer.toString(number)).hex();
  }

  private Artifact artifact(int number, String content) throws IOException {
    Path made = Files.createDirectory(temporary.resolve("made" + number));
    Path program = Files.writeString(made.resolve("program"), content);
    Files.setLastModifiedTime(program, TIME);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.writeString(Files.createDirectories(made.resolve("a/b")).resolve("dätei"), "x");
    Files.createDirectory(made.resolve("empty"));
    return new Artifact(key(number), made, C, "entry", FACTS);
  }

  private Path file(int number) throws IOException {
    try (Stream<Path> all = Files.list(cache.resolve("artifacts"))) {
      return all.filter(path -> path.getFileName().toString().startsWith(key(number)))
          .findFirst()
          .orElseThrow();
    }
  }

  private void add(ArtifactStore store, int number, String content) throws IOException {
    store.add(artifact(number, content), ByteSize.ofBytes(content.length() + 1L)).close();
  }

  @Test
  void anArtifactOutlivesTheExecutor() throws IOException {
    add(store(), 1, "content");
    ArtifactStore again = store();
    try (Lease<Artifact> found = again.find(key(1), C).orElseThrow()) {
      Artifact artifact = found.value();
      assertThat(artifact.entry()).isEqualTo("entry");
      assertThat(artifact.facts()).isEqualTo(FACTS);
      Path program = artifact.directory().resolve("program");
      assertThat(program).hasContent("content");
      assertThat(Files.getLastModifiedTime(program)).isEqualTo(TIME);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program)))
          .isEqualTo("r-xr-xr-x");
      assertThat(artifact.directory().resolve("a/b/dätei")).hasContent("x");
      assertThat(artifact.directory().resolve("empty")).isEmptyDirectory();
    }
    assertThat(again.size()).isEqualTo(1);
    assertThat(again.find(key(2), C)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 100, -200, -40, -9, -8, -1})
  void whatWasChangedIsNotUsedAndGone(int place) throws IOException {
    add(store(), 1, "content".repeat(50));
    byte[] bytes = Files.readAllBytes(file(1));
    int at = place < 0 ? bytes.length + place : place;
    bytes[at] ^= 1;
    Files.write(file(1), bytes);
    ArtifactStore again = store();
    assertThat(again.find(key(1), C)).isEmpty();
    assertThat(cache.resolve("artifacts")).isEmptyDirectory();
    assertThat(temporary.resolve("artifacts1")).isEmptyDirectory();
    add(again, 2, "still of use");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.99})
  void whatWasCutIsNotUsedAndGone(double share) throws IOException {
    add(store(), 1, "content".repeat(50));
    try (FileChannel file = FileChannel.open(file(1), StandardOpenOption.WRITE)) {
      file.truncate((long) (file.size() * share));
    }
    assertThat(store().find(key(1), C)).isEmpty();
    assertThat(cache.resolve("artifacts")).isEmptyDirectory();
  }

  @Test
  void oneThatBearsTheNameOfAnotherIsNotUsed() throws IOException {
    add(store(), 1, "content");
    Files.move(
        file(1), file(1).resolveSibling(file(1).getFileName().toString().replace(key(1), key(2))));
    assertThat(store().find(key(2), C)).isEmpty();
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    add(store(), 1, "content");
    Path elsewhere = temporary.resolve("elsewhere");
    Path file = file(1);
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertThat(store().find(key(1), C)).isEmpty();
    assertThat(elsewhere).exists();
  }

  @Test
  void whatDoesNotBelongThereIsDeletedAtTheStart() throws IOException {
    add(store(), 1, "content");
    Path place = cache.resolve("artifacts");
    Files.writeString(place.resolve("new"), "not complete");
    Files.writeString(place.resolve(key(3) + ".packed0"), "of another version");
    Files.createDirectories(place.resolve(key(4) + ".packed1/directory"));
    shelf(CacheBounds.USUAL).clean();
    try (Stream<Path> left = Files.list(place)) {
      assertThat(left).containsExactly(file(1));
    }
  }

  @Test
  void whatWasUsedLongestAgoGoes() throws IOException {
    ArtifactShelf shelf = shelf(new CacheBounds(ByteSize.ofMiB(1), 3));
    for (int number = 1; number <= 3; number++) {
      shelf.put(artifact(number, "content"));
      Files.setLastModifiedTime(file(number), FileTime.fromMillis(number * 1000L));
    }
    assertThat(shelf.take(key(1), temporary.resolve("used"))).isPresent();
    shelf.put(artifact(4, "content"));
    try (Stream<Path> left = Files.list(cache.resolve("artifacts"))) {
      assertThat(left).containsExactlyInAnyOrder(file(1), file(3), file(4));
    }
  }

  @Test
  void moreThanFitsIsNotKept() throws IOException {
    ArtifactShelf shelf = shelf(new CacheBounds(ByteSize.ofKiB(1), 3));
    shelf.put(artifact(1, "content".repeat(1000)));
    assertThat(cache.resolve("artifacts")).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatOthersCanWriteIsRefused() throws IOException {
    CacheDirectory.open(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> CacheDirectory.open(cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be written by others");
  }

  @Test
  void aFileIsRefused() throws IOException {
    Files.writeString(cache, "file", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> CacheDirectory.open(cache)).isInstanceOf(IOException.class);
  }

  @Test
  void whoFindsOthersAtItDoesWithout() throws IOException {
    ArtifactShelf shelf = shelf(CacheBounds.USUAL);
    try (FileChannel file =
        FileChannel.open(
            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(file.lock().isValid()).isTrue();
      shelf.put(artifact(1, "content"));
    }
    assertThat(cache.resolve("artifacts")).isEmptyDirectory();
    shelf.put(artifact(2, "content"));
    assertThat(file(2)).exists();
  }

  private static void fifo(Path path) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor())
        .isZero();
  }

  @Test
  @Timeout(60)
  void whatWouldNeverBeReadIsNotOpened() throws IOException, InterruptedException {
    ArtifactStore store = store();
    add(store, 1, "content");
    Path file = file(1);
    Files.delete(file);
    fifo(file);
    fifo(file.resolveSibling("new"));
    assertThat(store().find(key(1), C)).isEmpty();
    add(store, 2, "content");
    assertThat(file(2)).isRegularFile();
    Files.delete(cache.resolve("lock"));
    fifo(cache.resolve("lock"));
    add(store, 3, "content");
    assertThat(store().find(key(3), C)).isEmpty();
    assertThat(store().find(key(2), C)).isPresent();
  }

  @Test
  void whatTheNextIsWrittenUnderIsNotWrittenThrough() throws IOException {
    Path precious = Files.writeString(temporary.resolve("precious"), "mine");
    ArtifactShelf shelf = shelf(CacheBounds.USUAL);
    shelf.put(artifact(1, "content"));
    Path place = cache.resolve("artifacts");
    FileTime time = Files.getLastModifiedTime(place);
    Files.createLink(place.resolve("new"), precious);
    Files.setLastModifiedTime(place, time);
    shelf.put(artifact(2, "content"));
    assertThat(precious).hasContent("mine");
    assertThat(file(2)).exists();
    Files.delete(cache.resolve("lock"));
    Files.createSymbolicLink(cache.resolve("lock"), temporary.resolve("elsewhere"));
    shelf.put(artifact(3, "content"));
    assertThat(temporary.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void whatHasItsNameAndIsNoFileIsReplaced() throws IOException {
    ArtifactStore store = store();
    Files.createDirectories(cache.resolve("artifacts/" + key(1) + ".packed1/directory"));
    assertThat(store.find(key(1), C)).isEmpty();
    add(store, 1, "content");
    assertThat(store().find(key(1), C)).isPresent();
  }

  @Test
  void severalExecutorsKeepTheBoundTogether() throws IOException {
    CacheBounds three = new CacheBounds(ByteSize.ofMiB(1), 3);
    ArtifactShelf one = shelf(three);
    ArtifactShelf other = shelf(three);
    for (int number = 1; number <= 12; number++) {
      (number % 2 == 0 ? one : other).put(artifact(number, "content"));
      // As much later as file systems can tell.
      Files.setLastModifiedTime(
          cache.resolve("artifacts"), FileTime.fromMillis(number * 1_000_000L));
    }
    try (Stream<Path> left = Files.list(cache.resolve("artifacts"))) {
      assertThat(left).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void aCacheThatWasRemovedIsMadeAgain() throws IOException {
    ArtifactStore store = store();
    add(store, 1, "content");
    TreeRemover.remove(cache);
    assertThat(store.find(key(2), C)).isEmpty();
    add(store, 2, "content");
    assertThat(store().find(key(2), C)).isPresent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
  }

  /** Files of a manifest that only a damaged one has: nothing is made of them. */
  @Test
  void aDamagedManifestMakesNoFile() throws IOException {
    add(store(), 1, "content");
    byte[] bytes = Files.readAllBytes(file(1));
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[all.indexOf("\"program\"") + 1] = 'a';
    bytes[all.indexOf("a/b/")] = 'A';
    Files.write(file(1), bytes);
    assertThat(store().find(key(1), C)).isEmpty();
    assertThat(cache.resolve("artifacts")).isEmptyDirectory();
  }

  @Test
  void aDirectoryWithOtherThingsIsRefused() throws IOException {
    Path mine = Files.createDirectories(cache.resolve("artifacts")).resolve("thesis.pdf");
    Files.writeString(mine, "years");
    Files.writeString(cache.resolve("README"), "a project");
    assertThatThrownBy(() -> CacheDirectory.open(cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has other things than a cache, such as README");
    assertThat(mine).exists();
  }

  @Test
  void aPlaceInItThatOthersCanWriteIsRefused() throws IOException {
    shelf(CacheBounds.USUAL);
    Files.setPosixFilePermissions(
        cache.resolve("artifacts"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> shelf(CacheBounds.USUAL))
        .hasMessageContaining("artifacts can be written by others (rwxrwxrwx); chmod 755");
  }
}
