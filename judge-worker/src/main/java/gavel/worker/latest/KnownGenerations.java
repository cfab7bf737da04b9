package gavel.worker.latest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalInt;

/**
 * The generation that stands, by submission id, of at least the {@code most} ids that were noted
 * last, and of at most twice as many. Takes 27 to 53 bytes for each, beyond a few hundred; not for
 * several threads.
 */
final class KnownGenerations {
  private final int most;
  private Table young = new Table(Table.LEAST);
  private Table old = new Table(Table.LEAST);

  KnownGenerations(int most) {
    this.most = most;
  }

  /** What was noted last for an id; nothing where that is none, or was forgotten. */
  OptionalInt find(String id) {
    Key key = Key.of(id);
    OptionalInt found = young.find(key);
    return found.isPresent() ? found : old.find(key);
  }

  void note(String id, int generation) {
    if (young.size == most) {
      old = young;
      young = new Table(Table.LEAST);
    }
    if (young.isFull()) {
      young = young.twice();
    }
    young.put(Key.of(id), generation);
  }

  /** The first half of an id's SHA-256: nobody finds two ids that share it. */
  private record Key(long high, long low) {
    static Key of(String id) {
      try {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
        return new Key(digest.getLong(), digest.getLong());
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("Every Java platform has SHA-256", impossible);
      }
    }

    boolean isNone() {
      return high == 0 && low == 0;
    }
  }

  /** A hash table in two arrays, where an object for each id would take four times as much. */
  private static final class Table {
    static final int LEAST = 256;

    private final long[] keys;
    private final int[] generations;
    private int size;

    /** For so many, a power of two, less a quarter. */
    Table(int places) {
      keys = new long[2 * places];
      generations = new int[places];
    }

    boolean isFull() {
      return size >= generations.length / 4 * 3;
    }

    Table twice() {
      Table larger = new Table(2 * generations.length);
      for (int place = 0; place < generations.length; place++) {
        Key key = at(place);
        if (!key.isNone()) {
          larger.put(key, generations[place]);
        }
      }
      return larger;
    }

    OptionalInt find(Key key) {
      int place = place(key);
      return at(place).isNone() ? OptionalInt.empty() : OptionalInt.of(generations[place]);
    }

    void put(Key key, int generation) {
      int place = place(key);
      if (at(place).isNone()) {
        keys[2 * place] = key.high;
        keys[2 * place + 1] = key.low;
        size++;
      }
      generations[place] = generation;
    }

    /** Where the key is, or where it would be put; there is always room. */
    private int place(Key key) {
      int mask = generations.length - 1;
      int place = (int) key.high & mask;
      while (!at(place).isNone() && !at(place).equals(key)) {
        place = (place + 1) & mask;
      }
      return place;
    }

    private Key at(int place) {
      return new Key(keys[2 * place], keys[2 * place + 1]);
    }
  }
}
