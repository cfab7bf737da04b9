package gavel.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails here is told from what fails on the way. */
class StorageFailureTest {
  @TempDir Path directory;

  private static byte[] message() throws IOException {
    return Envelopes.lengthPrefixed(
        new Envelope(StrictJson.object(), List.of(Body.ofBytes("a", new byte[5000]))));
  }

  private static void read(byte[] bytes, Path directory) throws IOException {
    Framing.lengthPrefixed(
            new ByteArrayInputStream(bytes),
            OutputStream.nullOutputStream(),
            new BodyStore(directory, 10, 1 << 20))
        .read();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsOurs() {
    assertThatExceptionOfType(StorageFailure.class)
        .isThrownBy(() -> read(message(), directory.resolve("missing")))
        .satisfies(ours -> assertThat(StorageFailure.isForLackOfRoom(ours)).isFalse());
  }

  @Test
  void aStreamThatEndsIsThePeers() throws IOException {
    byte[] cut = Arrays.copyOf(message(), 1000);
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(cut, directory));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void lackOfRoomIsKnownWhereverItComesFrom() {
    IOException full = new IOException("No space left on device");
    assertThat(StorageFailure.isForLackOfRoom(full)).isTrue();
    assertThat(StorageFailure.isForLackOfRoom(new StorageFailure(full))).isTrue();
    assertThat(StorageFailure.isForLackOfRoom(new IOException("copied", full))).isTrue();
    assertThat(StorageFailure.isForLackOfRoom(new IOException("ENOSPC: write"))).isTrue();
    assertThat(StorageFailure.isForLackOfRoom(new IOException())).isFalse();
  }
}
