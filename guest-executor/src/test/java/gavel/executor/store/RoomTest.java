package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
  @Test
  void halfOfASmallFileSystem() {
    assertThat(Room.of(ByteSize.ofMiB(600)))
        .isEqualTo(new Room(ByteSize.ofMiB(200), ByteSize.ofMiB(100)));
  }

  @Test
  void notMoreOfALargeOne() {
    assertThat(Room.of(ByteSize.ofMiB(1 << 20)))
        .isEqualTo(new Room(ByteSize.ofMiB(4096), ByteSize.ofMiB(2048)));
  }

  @Test
  void anyDirectoryIsOnOne(@TempDir Path directory) throws Exception {
    assertThat(Room.on(directory).blobs().bytes()).isPositive();
  }
}
