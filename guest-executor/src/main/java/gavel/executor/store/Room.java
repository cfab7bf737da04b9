package gavel.executor.store;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What may be kept, on a file system that other things need room on, too. */
public record Room(ByteSize blobs, ByteSize artifacts) {
  private static final ByteSize MOST_BLOBS = ByteSize.ofMiB(4096);
  private static final ByteSize MOST_ARTIFACTS = ByteSize.ofMiB(2048);

  /** Both together have half of it: in a guest it is memory, of which programs have the rest. */
  private static final int SHARE_OF_BLOBS = 3;

  private static final int SHARE_OF_ARTIFACTS = 6;

  /** On the file system of that directory. */
  public static Room on(Path directory) throws IOException {
    return of(new ByteSize(Files.getFileStore(directory).getTotalSpace()));
  }

  static Room of(ByteSize all) {
    return new Room(
        share(all, SHARE_OF_BLOBS, MOST_BLOBS), share(all, SHARE_OF_ARTIFACTS, MOST_ARTIFACTS));
  }

  private static ByteSize share(ByteSize all, int divisor, ByteSize most) {
    ByteSize share = new ByteSize(all.bytes() / divisor);
    return share.compareTo(most) < 0 ? share : most;
  }
}
