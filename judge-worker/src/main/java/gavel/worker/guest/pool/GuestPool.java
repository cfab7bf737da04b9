package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestUnfit;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machines that are made ahead of time and lent, each to one judgement at a time.
 *
 * <p>Threads, for each second CPU one, make machines for as long as there are fewer than wanted:
 * those in use and the spare ones. What ends a machine makes room for the next. Machines that
 * nobody uses are asked now and then whether they are well. A machine that cannot be made is tried
 * again after a while, and who waits for one goes on waiting; where several in a row cannot be
 * made, and there is none left, who waits is told that there is something to mend.
 */
public final class GuestPool implements GuestSource {
  private static final Logger LOG = LoggerFactory.getLogger(GuestPool.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(2);

  /** Executors hang up on who says nothing for ten minutes. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

  /**
   * After so many in a row of each who makes them nobody waits for a machine any more: there is
   * something wrong here.
   */
  private static final int MOST_FAILURES = 3;

  private final MachineStarter starter;
  private final PoolSettings settings;
  private final Semaphore room;
  private final BlockingQueue<ReadyGuest> ready = new LinkedBlockingQueue<>();
  private final Set<ReadyGuest> all = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private final AtomicInteger failures = new AtomicInteger();
  private final LongAdder losses = new LongAdder();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Duration round;
  private final Set<Thread> makers = ConcurrentHashMap.newKeySet();
  private final int atATime;

  private GuestPool(MachineStarter starter, PoolSettings settings, Duration round) {
    this.starter = starter;
    this.settings = settings;
    this.round = round;
    this.room = new Semaphore(room());
    this.atATime = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, room());
  }

  /** Begins to make machines; the starter is closed with the pool. */
  public static GuestPool start(MachineStarter starter, PoolSettings settings) {
    return start(starter, settings, BETWEEN_ROUNDS);
  }

  /** The same, where machines that nobody uses are looked after as often as that. */
  static GuestPool start(MachineStarter starter, PoolSettings settings, Duration round) {
    GuestPool pool = new GuestPool(starter, settings, round);
    pool.startMaker(pool::makeAndLookAfter);
    for (int further = 1; further < pool.atATime; further++) {
      pool.startMaker(pool::makeAll);
    }
    return pool;
  }

  private int room() {
    return settings.inUse() + settings.spare();
  }

  private void startMaker(Runnable task) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("guest-pool")
            .uncaughtExceptionHandler((_, bug) -> goOnAfter(bug, task))
            .unstarted(task);
    makers.add(thread);
    thread.start();
  }

  /** Machines go on being made whatever happens to who makes them. */
  private void goOnAfter(Throwable bug, Runnable task) {
    LOG.error("A bug while a guest was made", bug);
    failed(String.valueOf(bug));
    makers.remove(Thread.currentThread());
    if (!closed.get()) {
      pauseAfterFailure();
      startMaker(task);
    }
  }

  private void pauseAfterFailure() {
    try {
      TimeUnit.NANOSECONDS.sleep(BETWEEN_FAILURES.toNanos());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeAndLookAfter() {
    try {
      while (!closed.get()) {
        if (room.tryAcquire(round.toNanos(), TimeUnit.NANOSECONDS)) {
          makeOrPause();
        } else {
          lookAfterIdle();
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("No more machines are made");
    }
  }

  private void makeAll() {
    try {
      while (!closed.get()) {
        room.acquire();
        makeOrPause();
      }
    } catch (InterruptedException _) {
      LOG.debug("No more machines are made");
    }
  }

  private void makeOrPause() throws InterruptedException {
    if (!makeInRoom()) {
      TimeUnit.NANOSECONDS.sleep(BETWEEN_FAILURES.toNanos());
    }
  }

  private boolean makeInRoom() throws InterruptedException {
    boolean made = false;
    try {
      made = makeOne();
      return made;
    } finally {
      if (!made) {
        room.release();
      }
    }
  }

  /** Asks each that nobody uses whether it is well; so it is not taken for one nobody wants. */
  private void lookAfterIdle() throws InterruptedException {
    for (int left = ready.size(); left > 0; left--) {
      ReadyGuest guest = ready.poll();
      if (guest == null) {
        return;
      }
      boolean well = false;
      try {
        well = guest.answers();
      } finally {
        putBack(guest, well);
      }
    }
  }

  private void putBack(ReadyGuest guest, boolean well) {
    if (well && !closed.get()) {
      ready.add(guest);
    } else {
      LOG.warn("A guest died while nobody used it: {}", guest.lastWords());
      lose(guest);
    }
  }

  /** Other than a machine that has served its time. */
  private void lose(ReadyGuest guest) {
    if (!closed.get()) {
      losses.increment();
    }
    end(guest);
  }

  private void failed(String why) {
    trouble.set(Optional.of(why));
    failures.incrementAndGet();
  }

  private boolean makeOne() throws InterruptedException {
    long begin = System.nanoTime();
    try {
      ReadyGuest guest = ReadyGuest.make(starter, settings);
      all.add(guest);
      trouble.set(Optional.empty());
      failures.set(0);
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
      failed(String.valueOf(failed.getMessage()));
      return false;
    }
  }

  @Override
  public Lease take() throws GuestLost, GuestUnfit, InterruptedException {
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
        lose(guest);
      } else if (all.isEmpty() && failures.get() >= MOST_FAILURES * atATime) {
        throw new GuestUnfit("No guest can be started: " + reason());
      }
    }
    throw new GuestLost("No guest became ready within " + settings.patience() + ": " + reason());
  }

  @Override
  public boolean lendsTheSame() {
    return false;
  }

  /** That none could be made of late, and none is left. */
  @Override
  public Optional<String> trouble() {
    return all.isEmpty() ? trouble.get() : Optional.empty();
  }

  @Override
  public long losses() {
    return losses.sum();
  }

  private String reason() {
    return trouble.get().orElse("all are in use, or still begin");
  }

  private void end(ReadyGuest guest) {
    if (all.remove(guest)) {
      try {
        guest.close();
      } finally {
        room.release();
      }
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
    makers.forEach(Thread::interrupt);
    boolean interrupted = false;
    try {
      for (Thread maker : makers) {
        maker.join(settings.patience());
      }
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
      } else if (inOrder.get() && guest.isSound()) {
        end(guest);
      } else {
        lose(guest);
      }
    }
  }
}
