package gavel.executor.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stored things by key, up to so many bytes together. What is too much goes in the order of last
 * use; what is in use stays, even if that is more than fits.
 */
final class LeasedLru<V> {
  /** Deletes what was evicted. */
  interface Remover<V> {
    void remove(V value) throws IOException;
  }

  private static final class Entry<V> {
    final V value;
    final long bytes;
    int leases;

    Entry(V value, long bytes) {
      this.value = value;
      this.bytes = bytes;
    }
  }

  /** Each takes memory here, however few its bytes are. */
  private final int mostEntries;

  private final long capacity;
  private final Remover<V> remover;
  private final Map<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long used;

  LeasedLru(long capacity, int mostEntries, Remover<V> remover) {
    this.capacity = capacity;
    this.mostEntries = mostEntries;
    this.remover = remover;
  }

  /** A lease of what is stored under the key. */
  synchronized Optional<Lease<V>> acquire(String key) {
    Entry<V> entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    entry.leases++;
    return Optional.of(new Lease<>(entry.value, () -> release(entry)));
  }

  private synchronized void release(Entry<V> entry) {
    entry.leases--;
  }

  /** Whether something is stored under the key; that counts as use. */
  synchronized boolean contains(String key) {
    return entries.get(key) != null;
  }

  synchronized int size() {
    return entries.size();
  }

  /** Stores a value under a key that is not taken, and leases it; deletes what is too much then. */
  Lease<V> add(String key, V value, long bytes) throws IOException {
    Lease<V> lease;
    List<V> evicted;
    synchronized (this) {
      Entry<V> entry = new Entry<>(value, bytes);
      if (entries.putIfAbsent(key, entry) != null) {
        throw new IllegalStateException("Stored twice: " + key);
      }
      used += bytes;
      entry.leases++;
      lease = new Lease<>(value, () -> release(entry));
      evicted = evict(capacity);
    }
    for (V each : evicted) {
      remover.remove(each);
    }
    return lease;
  }

  /** Deletes what is not in use, oldest first, until only so many bytes are left. */
  void shrinkTo(long bytes) throws IOException {
    List<V> evicted;
    synchronized (this) {
      evicted = evict(bytes);
    }
    for (V each : evicted) {
      remover.remove(each);
    }
  }

  synchronized long used() {
    return used;
  }

  long capacity() {
    return capacity;
  }

  private List<V> evict(long most) {
    List<V> evicted = new ArrayList<>();
    Iterator<Entry<V>> oldestFirst = entries.values().iterator();
    while ((used > most || entries.size() > mostEntries) && oldestFirst.hasNext()) {
      Entry<V> entry = oldestFirst.next();
      if (entry.leases == 0) {
        oldestFirst.remove();
        used -= entry.bytes;
        evicted.add(entry.value);
      }
    }
    return evicted;
  }

  /** Keys and sizes, for tests. */
  synchronized Map<String, Long> sizes() {
    Map<String, Long> result = new HashMap<>();
    entries.forEach((key, entry) -> result.put(key, entry.bytes));
    return result;
  }
}
