package gavel.worker.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

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
  /** A broker that has a record answers within a few milliseconds. */
  private static final Duration LOOK = Duration.ofMillis(10);

  /** One that is busy may need longer, as was seen of late, and is waited for so long at most. */
  private static final Duration LONGEST_LOOK = Duration.ofMillis(50);

  private static final long SAFETY = 2;

  /** Whoever was given a record asks for the next one by then, unless it waits for a slot. */
  private static final Duration BACK_SOON = Duration.ofMillis(250);

  /** A consumer is a member of its group after two heartbeats, five seconds each by default. */
  private static final Duration JOINED = Duration.ofSeconds(10);

  private static final Duration LONG = Duration.ofDays(1);

  private final LongSupplier clock;
  private final FeedShares shares;
  private final List<Line> lines = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int free;
  private long freeSince;
  private boolean stopped;
  private boolean paused;

  /** One feed: who waits for a slot, and since when each consumer has been asking for more. */
  private static final class Line {
    final int mostPollers;
    final Deque<Turn> waiting = new ArrayDeque<>();
    final List<Long> polledSince = new ArrayList<>();
    final List<Long> joiningSince = new ArrayList<>();
    long look = LOOK.toNanos();
    long lastRecord;

    Line(int mostPollers, long now) {
      this.mostPollers = mostPollers;
      this.lastRecord = now - BACK_SOON.toNanos();
    }

    /** When the broker was asked first, of those times that it has not answered yet. */
    OptionalLong longestPolled(long now) {
      LongStream joined =
          joiningSince.stream()
              .mapToLong(since -> since + JOINED.toNanos())
              .filter(since -> now - since >= 0);
      return LongStream.concat(polledSince.stream().mapToLong(since -> since), joined).min();
    }

    /** Whether the broker had time to say that there is something. */
    boolean isEmpty(long freeSince, long now) {
      OptionalLong asked = longestPolled(now);
      if (asked.isEmpty() && now - lastRecord < BACK_SOON.toNanos()) {
        return false;
      }
      return now - asked.orElse(freeSince) >= look;
    }

    void answered(long took) {
      if (SAFETY * took <= LONGEST_LOOK.toNanos()) {
        look = Math.max(SAFETY * took, LOOK.toNanos());
      }
    }
  }

  /**
   * The slots, all of them free.
   *
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Turns(List<Feed> feeds, int slots, LongSupplier clock) {
    this.clock = clock;
    this.free = slots;
    this.freeSince = clock.getAsLong();
    this.shares = new FeedShares(feeds, freeSince);
    feeds.forEach(feed -> lines.add(new Line(feed.pollers(), freeSince)));
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
      while (!stopped
          && (paused
              || free <= waitingUpTo(rank) + line.polledSince.size() + line.joiningSince.size())) {
        changed.await();
      }
      if (stopped) {
        return OptionalLong.empty();
      }
      long now = clock.getAsLong();
      line.joiningSince.add(now);
      return OptionalLong.of(now);
    } finally {
      lock.unlock();
    }
  }

  /** It got its first record. */
  void endJoin(int rank, long began) {
    lock.lock();
    try {
      lines.get(rank).joiningSince.remove(began);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a feed may be polled by the caller, who does until {@link #endPoll}.
   *
   * @return when it began, or nothing when no feed is polled any more
   */
  OptionalLong awaitPoll(int rank) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Line line = lines.get(rank);
      while (!stopped && !mayPoll(rank, line)) {
        changed.await();
      }
      if (stopped) {
        return OptionalLong.empty();
      }
      long now = clock.getAsLong();
      line.polledSince.add(now);
      return OptionalLong.of(now);
    } finally {
      lock.unlock();
    }
  }

  private boolean mayPoll(int rank, Line line) {
    int polling = line.polledSince.size();
    return !paused && polling < line.mostPollers && free > waitingUpTo(rank) + polling;
  }

  /** Another consumer may poll that feed instead. */
  void endPoll(int rank, long began) {
    lock.lock();
    try {
      Line line = lines.get(rank);
      line.polledSince.remove(began);
      line.answered(clock.getAsLong() - began);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int waitingUpTo(int rank) {
    return lines.subList(0, rank + 1).stream().mapToInt(line -> line.waiting.size()).sum();
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
      line.waiting.add(turn);
      line.lastRecord = clock.getAsLong();
      shares.wants(rank, true, line.lastRecord);
      decide();
      changed.signalAll();
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
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No feed is polled until that is taken back; what waits or runs goes on. */
  void pause(boolean now) {
    lock.lock();
    try {
      paused = now;
      changed.signalAll();
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

  private void decide() {
    long now = clock.getAsLong();
    noteEmpty(now);
    BitSet waiting = waiting();
    while (free > 0 && !waiting.isEmpty()) {
      int rank = shares.owed(waiting, now);
      if (rank < 0) {
        rank = waiting.nextSetBit(0);
        if (!areEmpty(rank, now)) {
          lines.get(rank).waiting.getFirst().news.run();
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
      Line line = lines.get(rank);
      OptionalLong asked = line.longestPolled(now);
      if (line.waiting.isEmpty() && asked.isPresent() && now - asked.getAsLong() >= line.look) {
        shares.wants(rank, false, now);
      }
    }
  }

  private void grant(Turn turn, long now) {
    free--;
    turn.granted = true;
    shares.begin(turn.rank, now);
    turn.news.run();
  }

  /** One record's way to a slot and back. */
  final class Turn implements AutoCloseable {
    private final int rank;
    private final Runnable news;
    private boolean granted;
    private boolean over;

    private Turn(int rank, Runnable news) {
      this.rank = rank;
      this.news = news;
    }

    /** Looks whether it is its turn now. */
    boolean isGranted() {
      lock.lock();
      try {
        if (!granted && !over) {
          decide();
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
        return free > 0 && !granted ? LOOK : LONG;
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
          freeSince = free == 0 ? now : freeSince;
          free++;
        } else {
          lines.get(rank).waiting.remove(this);
        }
        decide();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
