package gavel.worker.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The content hashes in the effective verdicts of the latest submissions, by id and generation.
 * Takes about 150 bytes for each.
 */
final class VerdictIndex {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Key, ContentHash> hashes = new LinkedHashMap<>();

  /** Of an id and a generation; two that share one are not to be expected. */
  private record Key(long high, long low) {}

  /** The bytes of a SHA-256, which take half of what its text does. */
  private record ContentHash(long a, long b, long c, long d) {
    static ContentHash of(String hex) {
      ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
      return new ContentHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    String hex() {
      HexFormat format = HexFormat.of();
      return format.toHexDigits(a)
          + format.toHexDigits(b)
          + format.toHexDigits(c)
          + format.toHexDigits(d);
    }
  }

  /** Keeps so many, and forgets the oldest beyond that. */
  VerdictIndex(int most) {
    this.most = most;
  }

  /**
   * Notes a verdict; call it in the order of the offsets of the id's partition, for the first one
   * stands.
   *
   * @param contentHash 64 hexadecimal digits
   */
  void add(String id, int generation, String contentHash) {
    ContentHash hash = ContentHash.of(contentHash);
    lock.lock();
    try {
      hashes.putIfAbsent(key(id, generation), hash);
      if (hashes.size() > most) {
        hashes.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The content hash in the effective verdict. */
  Optional<String> find(String id, int generation) {
    lock.lock();
    try {
      return Optional.ofNullable(hashes.get(key(id, generation))).map(ContentHash::hex);
    } finally {
      lock.unlock();
    }
  }

  private static Key key(String id, int generation) {
    try {
      byte[] text = (id + '\0' + generation).getBytes(StandardCharsets.UTF_8);
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
      return new Key(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
