package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
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
  void makeDirectory() throws IOException {
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
  void aBlobIsAFileThatNobodyMayWrite() throws IOException {
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
  void aBodyInAFileIsMovedNotCopied() throws IOException {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofMiB(1));
    Path received = Files.writeString(temporary.resolve("body"), "hello");
    blobs.put(HELLO, Body.ofFile("blob", received));
    assertThat(received).doesNotExist();
    assertThat(directory.resolve(HELLO)).hasContent("hello");
  }

  @Test
  void anotherHashIsRefusedWithTheRightOneAndLeavesNothing() throws IOException {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofMiB(1));
    assertThatThrownBy(() -> blobs.put(EMPTY, body("hello")))
        .isInstanceOfSatisfying(
            InvalidField.class, invalid -> assertThat(invalid.field()).isEqualTo("sha256"))
        .hasMessageContaining(HELLO);
    assertThat(files()).isEmpty();
    assertThat(blobs.acquire(EMPTY)).isEmpty();
  }

  @Test
  void whatIsTooMuchIsDeleted() throws IOException {
    BlobStore blobs = new BlobStore(directory, ByteSize.ofBytes(4));
    blobs.put(EMPTY, body(""));
    blobs.put(HELLO, body("hello"));
    assertThat(files()).containsExactly(HELLO);
  }
}
