package gavel.executor.store;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something stored that stays where it is until this is closed. */
public final class Lease<V> implements AutoCloseable {
  private final V value;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(V value, Runnable release) {
    this.value = value;
    this.release = release;
  }

  /** What is stored. */
  public V value() {
    return value;
  }

  /** Lets it be evicted again. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
