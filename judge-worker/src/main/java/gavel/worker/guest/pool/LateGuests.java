package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestFailed;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guests that are not there before somebody wants one. */
public final class LateGuests implements GuestSource {
  private final Start start;
  private @Nullable GuestSource started;
  private boolean closed;

  /** Makes the source. */
  @FunctionalInterface
  public interface Start {
    /** The source, which is closed with this one. */
    GuestSource start() throws IOException, InterruptedException;
  }

  /** Starts with the first that is taken. */
  public LateGuests(Start start) {
    this.start = start;
  }

  @Override
  public Lease take() throws JudgeFault, InterruptedException {
    return source().take();
  }

  private synchronized GuestSource source() throws JudgeFault, InterruptedException {
    if (closed) {
      throw new GuestFailed("The worker is ending");
    }
    GuestSource present = started;
    if (present == null) {
      try {
        present = start.start();
      } catch (IOException refused) {
        throw new GuestFailed("No guest can be started: " + refused.getMessage());
      }
      started = present;
    }
    return present;
  }

  @Override
  public boolean lendsTheSame() {
    return false;
  }

  /** None: there may be nobody yet who could have any. */
  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public synchronized long losses() {
    return started == null ? 0 : started.losses();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (started != null) {
      started.close();
    }
  }
}
