package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.executor.slot.RequestRefused;
import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void makeDirectory() throws Exception {
    directory = Files.createDirectory(temporary.resolve("blobs"));
  }

  private static Body body(String text) {
    return Body.ofBytes("blob", text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aBlobIsAFileThatNobodyMayWrite() throws Exception {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofMiB(1));
    blobs.put(HELLO, body("hello"));
    blobs.put(HELLO, body("hello"));
    blobs.put(EMPTY, body(""));
    assertThat(files()).containsExactly(HELLO, EMPTY);
    assertThat(blobs.present(List.of(EMPTY, "0".repeat(64), HELLO))).containsExactly(EMPTY, HELLO);
    try (Lease<Path> blob = blobs.acquire(HELLO).orElseThrow()) {
      assertThat(blob.value()).hasContent("hello");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blob.value())))
          .isEqualTo("r--r--r--");
    }
  }

  @Test
  void aBodyInAFileIsMovedNotCopied() throws Exception {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofMiB(1));
    Path received = Files.writeString(temporary.resolve("body"), "hello");
    blobs.put(HELLO, Body.ofFile("blob", received));
    assertThat(received).doesNotExist();
    assertThat(directory.resolve(HELLO)).hasContent("hello");
  }

  @Test
  void anotherHashIsRefusedWithTheRightOneAndLeavesNothing() throws Exception {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofMiB(1));
    assertThatThrownBy(() -> blobs.put(EMPTY, body("hello")))
        .isInstanceOfSatisfying(
            InvalidField.class, invalid -> assertThat(invalid.field()).isEqualTo("sha256"))
        .hasMessageContaining(HELLO);
    assertThat(files()).isEmpty();
    assertThat(blobs.acquire(EMPTY)).isEmpty();
  }

  @Test
  void whatIsTooMuchIsDeleted() throws Exception {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofBytes(5));
    blobs.put("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", body("x"));
    blobs.put(HELLO, body("hello"));
    assertThat(files()).containsExactly(HELLO);
  }

  @Test
  void whatNeverFitsIsRefused() throws Exception {
    BlobStore blobs = new BlobStore(directory, new ByteSize(4));
    assertThatExceptionOfType(RequestRefused.class)
        .isThrownBy(() -> blobs.put(HELLO, body("hello")))
        .withMessageContaining("The blob has 5 bytes; all blobs may have 4 here")
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE));
    assertThat(files()).isEmpty();
  }

  @Test
  void roomIsMadeOfWhatIsNotInUse() throws Exception {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofMiB(1));
    blobs.put(HELLO, body("hello"));
    try (Lease<Path> _ = blobs.acquire(HELLO).orElseThrow()) {
      blobs.makeRoom();
      assertThat(files()).containsExactly(HELLO);
    }
    blobs.makeRoom();
    assertThat(files()).isEmpty();
  }
}
