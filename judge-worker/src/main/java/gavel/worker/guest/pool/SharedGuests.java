package gavel.worker.guest.pool;

import gavel.worker.guest.Guest;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Connections to one local executor, which all know how to reconnect. Its sandbox is what separates
 * one program from the next; so a connection is lent again however a judgement ended.
 */
public final class SharedGuests implements GuestSource {
  private final List<Guest> all;
  private final BlockingQueue<Guest> free;

  /** Lends as many at a time as there are. */
  public SharedGuests(List<? extends Guest> guests) {
    this.all = List.copyOf(guests);
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
  public void close() {
    all.forEach(Guest::close);
  }
}
