package gavel.worker.guest.pool;

import gavel.worker.Availability;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.Guest;
import gavel.worker.guest.ReconnectingGuest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Connections to one local executor, which all know how to reconnect. Its sandbox is what separates
 * one program from the next; so a connection is lent again however a judgement ended.
 */
public final class SharedGuests implements GuestSource {
  private final List<ReconnectingGuest> all;
  private final Probe probe;
  private final Availability host;
  private final BlockingQueue<Guest> free;

  /** Asks the executor for a sign of life, over a connection of its own. */
  @FunctionalInterface
  public interface Probe {
    /** Returns when there was one. */
    void ask() throws JudgeFault, InterruptedException;
  }

  /**
   * Lends as many at a time as there are.
   *
   * @param host is told what comes of the probe
   */
  public SharedGuests(List<ReconnectingGuest> guests, Probe probe, Availability host) {
    this.all = List.copyOf(guests);
    this.probe = probe;
    this.host = host;
    this.free = new ArrayBlockingQueue<>(guests.size(), false, guests);
  }

  @Override
  public Lease take() throws InterruptedException {
    Guest guest = free.take();
    return new Lease() {
      @Override
      public Guest guest() {
        return guest;
      }

      @Override
      public void endedInOrder() {
        // a connection is as good as any other
      }

      @Override
      public void close() {
        free.add(guest);
      }
    };
  }

  @Override
  public boolean lendsTheSame() {
    return true;
  }

  @Override
  public Optional<String> trouble() throws InterruptedException {
    try {
      probe.ask();
      host.answered();
      return Optional.empty();
    } catch (JudgeFault fault) {
      if (fault instanceof GuestLost) {
        host.failed(fault);
      }
      return Optional.of(String.valueOf(fault.getMessage()));
    }
  }

  @Override
  public long losses() {
    return all.stream().mapToLong(ReconnectingGuest::losses).sum();
  }

  @Override
  public long timeouts() {
    return all.stream().mapToLong(ReconnectingGuest::timeouts).sum();
  }

  @Override
  public long retries() {
    return all.stream().mapToLong(ReconnectingGuest::retries).sum();
  }

  @Override
  public void close() {
    all.forEach(Guest::close);
  }
}
