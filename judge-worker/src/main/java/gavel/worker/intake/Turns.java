package gavel.worker.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The slots of a worker, and who gets one next.
 *
 * <p>A consumer begins to poll when a slot is free that nobody before it waits or polls for: a
 * record in the hand of a busy worker is one that an idle worker cannot take. Once it polls it goes
 * on until it gets something, for the broker may have given it a record that it does not know of
 * yet. So a worker that has become busy can come to hold a few records, which wait here. Where one
 * consumer can see all of a feed's records only one polls: when a worker is killed, its record goes
 * to whoever polls, its other consumers among them as long as the broker has not missed them, and
 * every delivery counts.
 *
 * <p>Before a record of a later feed gets a slot, the feeds before it are given a moment to answer:
 * a slot that becomes free is offered to all of them at once.
 */
final class Turns {
  private static final Duration LONG = Duration.ofDays(1);

  private final LongSupplier clock;
  private final FeedShares shares;
  private final List<Line> lines = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private int free;
  private long freeSince;
  private boolean stopped;
  private boolean paused;

  /**
   * The slots, all of them free.
   *
   * @param quick what the average of quick judgements is under
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Turns(List<Feed> feeds, int slots, Duration quick, LongSupplier clock) {
    this.clock = clock;
    this.free = slots;
    this.freeSince = clock.getAsLong();
    this.shares = new FeedShares(feeds, freeSince);
    feeds.forEach(feed -> lines.add(new Line(feed.pollers(), quick, clock, lock)));
  }

  /**
   * Waits until a feed's judgements are so short that taking one record at a time costs more than
   * to judge it.
   *
   * @return false when no feed is polled any more
   */
  boolean awaitQuick(int rank) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && !lines.get(rank).pace.isQuick()) {
        lines.get(rank).quick.await();
      }
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a consumer may join its group, which takes it a while, and so keeps no other from
   * polling; to be ended with {@link #endJoin}.
   *
   * @return when it began, or nothing when no feed is polled any more
   */
  OptionalLong awaitJoin(int rank) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Line line = lines.get(rank);
      while (!stopped && !mayJoin(line, waitingUpTo(rank))) {
        line.mayJoin.await();
      }
      if (stopped) {
        return OptionalLong.empty();
      }
      long now = clock.getAsLong();
      line.beginJoin(now);
      wakeUp();
      return OptionalLong.of(now);
    } finally {
      lock.unlock();
    }
  }

  /** It got its first record. */
  void endJoin(int rank, long began) {
    lock.lock();
    try {
      lines.get(rank).endJoin(began);
      wakeUp();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a feed may be polled by the caller, who does until {@link #endPoll}.
   *
   * @param bulk whether the caller takes several records at a time; it has precedence as long as
   *     they are judged quickly, and is not wanted otherwise
   * @return when it began, or nothing when no feed is polled any more
   */
  OptionalLong awaitPoll(int rank, boolean bulk) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Line line = lines.get(rank);
      line.idleBulk += bulk ? 1 : 0;
      try {
        while (!stopped && !mayPoll(line, bulk, waitingUpTo(rank))) {
          (bulk ? line.mayPollBulk : line.mayPoll).await();
          wakeUp();
        }
      } finally {
        line.idleBulk -= bulk ? 1 : 0;
      }
      if (stopped) {
        return OptionalLong.empty();
      }
      long now = clock.getAsLong();
      line.beginPoll(now);
      wakeUp();
      return OptionalLong.of(now);
    } finally {
      lock.unlock();
    }
  }

  private boolean mayJoin(Line line, int waiting) {
    return !paused && line.hasRoomToJoin(free, waiting);
  }

  private boolean mayPoll(Line line, boolean bulk, int waiting) {
    return !paused && line.hasRoomToPoll(bulk, free, waiting);
  }

  /** One of each kind: whoever goes on wakes the next when there is more to do. */
  private void wakeUp() {
    int waiting = 0;
    for (Line line : lines) {
      waiting += line.waiting.size();
      if (mayJoin(line, waiting)) {
        line.mayJoin.signal();
      }
      if (mayPoll(line, false, waiting)) {
        line.mayPoll.signal();
      }
      if (mayPoll(line, true, waiting)) {
        line.mayPollBulk.signal();
      }
      if (line.pace.isQuick()) {
        line.quick.signalAll();
      }
    }
  }

  /** Another consumer may poll that feed instead. */
  void endPoll(int rank, long began) {
    lock.lock();
    try {
      lines.get(rank).endPoll(began, clock.getAsLong());
      wakeUp();
    } finally {
      lock.unlock();
    }
  }

  private int waitingUpTo(int rank) {
    int waiting = 0;
    for (Line line : lines.subList(0, rank + 1)) {
      waiting += line.waiting.size();
    }
    return waiting;
  }

  /**
   * Asks for a slot.
   *
   * @param news runs, with a lock held, whenever the turn should be looked at again
   */
  Turn enter(int rank, Runnable news) {
    lock.lock();
    try {
      Turn turn = new Turn(rank, news);
      Line line = lines.get(rank);
      long now = clock.getAsLong();
      line.enter(turn, now);
      shares.wants(rank, true, now);
      decide(true);
      wakeUp();
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** No feed is polled any more; what waits or runs goes on. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      for (Line line : lines) {
        List.of(line.mayJoin, line.mayPoll, line.mayPollBulk, line.quick)
            .forEach(Condition::signalAll);
      }
    } finally {
      lock.unlock();
    }
  }

  /** No feed is polled until that is taken back; what waits or runs goes on. */
  void pause(boolean now) {
    lock.lock();
    try {
      paused = now;
      wakeUp();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is to be taken now. */
  boolean paused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /** Slots that nobody has. */
  int free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever looks by itself is not to be told to look again. */
  private void decide(boolean tell) {
    long now = clock.getAsLong();
    noteEmpty(now);
    BitSet waiting = waiting();
    while (free > 0 && !waiting.isEmpty()) {
      int rank = shares.owed(waiting, now);
      if (rank < 0) {
        rank = waiting.nextSetBit(0);
        if (!areEmpty(rank, now)) {
          if (tell) {
            lines.get(rank).waiting.getFirst().news.run();
          }
          return;
        }
      }
      grant(lines.get(rank).waiting.removeFirst(), now);
      waiting = waiting();
    }
  }

  private BitSet waiting() {
    BitSet waiting = new BitSet();
    for (int rank = 0; rank < lines.size(); rank++) {
      waiting.set(rank, !lines.get(rank).waiting.isEmpty());
    }
    return waiting;
  }

  /** Whether those before it had time to say that they have something. */
  private boolean areEmpty(int rank, long now) {
    for (Line line : lines.subList(0, rank)) {
      if (!line.isEmpty(freeSince, now)) {
        return false;
      }
    }
    return true;
  }

  private void noteEmpty(long now) {
    for (int rank = 0; rank < lines.size(); rank++) {
      if (lines.get(rank).saysEmpty(now)) {
        shares.wants(rank, false, now);
      }
    }
  }

  private void grant(Turn turn, long now) {
    free--;
    turn.granted = true;
    turn.since = now;
    shares.begin(turn.rank, now);
    turn.news.run();
  }

  /** One record's way to a slot and back. */
  final class Turn implements AutoCloseable {
    private final int rank;
    private final Runnable news;
    private boolean granted;
    private boolean over;
    private long since;

    private Turn(int rank, Runnable news) {
      this.rank = rank;
      this.news = news;
    }

    /** Looks whether it is its turn now. */
    boolean isGranted() {
      lock.lock();
      try {
        if (!granted && !over) {
          decide(false);
        }
        return granted;
      } finally {
        lock.unlock();
      }
    }

    /** How long it may wait for news before it has to look by itself. */
    Duration patience() {
      lock.lock();
      try {
        return free > 0 && !granted ? Line.LOOK : LONG;
      } finally {
        lock.unlock();
      }
    }

    /** Gives the slot back, or the place in the line; may be called again. */
    @Override
    public void close() {
      lock.lock();
      try {
        if (over) {
          return;
        }
        over = true;
        if (granted) {
          long now = clock.getAsLong();
          shares.end(rank, now);
          lines.get(rank).pace.took(now - since);
          freeSince = free == 0 ? now : freeSince;
          free++;
        } else {
          lines.get(rank).waiting.remove(this);
        }
        decide(true);
        wakeUp();
      } finally {
        lock.unlock();
      }
    }
  }
}
