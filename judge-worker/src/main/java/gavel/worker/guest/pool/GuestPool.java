package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.Guest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machines that are made ahead of time and lent, each to one judgement at a time.
 *
 * <p>One thread makes machines for as long as there are fewer than wanted: those in use and the
 * spare ones. What ends a machine makes room for the next. A machine that cannot be made is tried
 * again after a while; who waits for one meanwhile is told why.
 */
public final class GuestPool implements GuestSource {
  private static final Logger LOG = LoggerFactory.getLogger(GuestPool.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(2);

  private final MachineStarter starter;
  private final PoolSettings settings;
  private final Semaphore room;
  private final BlockingQueue<ReadyGuest> ready = new LinkedBlockingQueue<>();
  private final Set<ReadyGuest> all = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread maker;

  private GuestPool(MachineStarter starter, PoolSettings settings) {
    this.starter = starter;
    this.settings = settings;
    this.room = new Semaphore(settings.inUse() + settings.spare());
    this.maker = Thread.ofPlatform().daemon().name("guest-pool").start(this::makeAll);
  }

  /** Begins to make machines; the starter is closed with the pool. */
  public static GuestPool start(MachineStarter starter, PoolSettings settings) {
    return new GuestPool(starter, settings);
  }

  private void makeAll() {
    try {
      while (!closed.get()) {
        room.acquire();
        if (!makeOne()) {
          room.release();
          TimeUnit.NANOSECONDS.sleep(BETWEEN_FAILURES.toNanos());
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("No more machines are made");
    }
  }

  private boolean makeOne() throws InterruptedException {
    long begin = System.nanoTime();
    try {
      ReadyGuest guest = ReadyGuest.make(starter, settings);
      all.add(guest);
      trouble.set(Optional.empty());
      LOG.debug("A guest is ready after {} ms", (System.nanoTime() - begin) / 1_000_000);
      ready.add(guest);
      if (closed.get()) {
        end(guest);
      }
      return true;
    } catch (IOException | JudgeFault failed) {
      if (!closed.get()) {
        LOG.warn("A guest could not be started", failed);
      }
      trouble.set(Optional.of(String.valueOf(failed.getMessage())));
      return false;
    }
  }

  @Override
  public Lease take() throws GuestLost, InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < settings.patience().toNanos()) {
      if (closed.get()) {
        throw new GuestLost("The guests are ended");
      }
      ReadyGuest guest = ready.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (guest != null && guest.isSound()) {
        return new PoolLease(guest);
      }
      if (guest != null) {
        LOG.warn("A guest died while nobody used it: {}", guest.lastWords());
        end(guest);
      } else if (trouble.get().isPresent()) {
        throw new GuestLost("There is no guest: " + trouble.get().get());
      }
    }
    throw new GuestLost("No guest became ready within " + settings.patience());
  }

  @Override
  public boolean lendsTheSame() {
    return false;
  }

  private void end(ReadyGuest guest) {
    if (all.remove(guest)) {
      guest.close();
      room.release();
    }
  }

  /** How many machines there are, lent ones included. */
  public int size() {
    return all.size();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    maker.interrupt();
    boolean interrupted = false;
    try {
      maker.join(settings.patience());
    } catch (InterruptedException again) {
      interrupted = true;
    }
    Set.copyOf(all).forEach(this::end);
    starter.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class PoolLease implements Lease {
    private final ReadyGuest guest;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean inOrder = new AtomicBoolean();

    PoolLease(ReadyGuest guest) {
      this.guest = guest;
    }

    @Override
    public Guest guest() {
      return guest.guest();
    }

    @Override
    public void endedInOrder() {
      inOrder.set(true);
    }

    /** A machine that is to be replaced is ended here, so that nothing of it runs on. */
    @Override
    public void close() {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      if (inOrder.get()
          && guest.isSound()
          && guest.countUse() < settings.reuse()
          && !closed.get()) {
        ready.add(guest);
      } else {
        end(guest);
      }
    }
  }
}
