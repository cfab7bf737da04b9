package gavel.worker.intake;

import gavel.worker.intake.Turns.Turn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * One feed: who waits for a slot, and since when each consumer has been asking the broker for more.
 * All of it is guarded by the lock of {@link Turns}; times are of its clock, in nanoseconds.
 */
final class Line {
  /** A broker that has a record answers within a few milliseconds. */
  static final Duration LOOK = Duration.ofMillis(10);

  /** One that is busy may need longer, as was seen of late, and is waited for so long at most. */
  private static final Duration LONGEST_LOOK = Duration.ofMillis(50);

  private static final long SAFETY = 2;

  /** Whoever was given a record asks for the next one by then, unless it waits for a slot. */
  private static final Duration BACK_SOON = Duration.ofMillis(250);

  /** A consumer is a member of its group after two heartbeats, five seconds each by default. */
  private static final Duration JOINED = Duration.ofSeconds(10);

  /** What was long ago says nothing about what comes now. */
  private static final Duration OF_LATE = Duration.ofSeconds(1);

  final Condition mayJoin;
  final Condition mayPoll;
  final Condition mayPollBulk;
  final Condition quick;
  final Deque<Turn> waiting = new ArrayDeque<>();
  final Pace pace;

  /** Consumers that would take several records at a time. */
  int idleBulk;

  private final int mostPollers;
  private final List<Long> polledSince = new ArrayList<>();
  private final List<Long> joiningSince = new ArrayList<>();
  private long look = LOOK.toNanos();
  private long lastRecord;

  Line(int mostPollers, Duration quickPace, LongSupplier clock, Lock lock) {
    this.mostPollers = mostPollers;
    this.lastRecord = clock.getAsLong() - BACK_SOON.toNanos();
    this.mayJoin = lock.newCondition();
    this.mayPoll = lock.newCondition();
    this.mayPollBulk = lock.newCondition();
    this.quick = lock.newCondition();
    this.pace = new Pace(quickPace, OF_LATE, clock);
  }

  /** Whether slots are left for one more record, where so many wait already. */
  boolean hasRoomToJoin(int free, int waitingUpToHere) {
    return free > waitingUpToHere + polledSince.size() + joiningSince.size();
  }

  void beginJoin(long now) {
    joiningSince.add(now);
  }

  void endJoin(long began) {
    joiningSince.remove(began);
  }

  /** Whether one more consumer, of one kind, should ask for records. */
  boolean hasRoomToPoll(boolean bulk, int free, int waitingUpToHere) {
    int polling = polledSince.size();
    boolean bulkNow = idleBulk > 0 && pace.isQuick();
    return bulk == bulkNow && polling < mostPollers && free > waitingUpToHere + polling;
  }

  void beginPoll(long now) {
    polledSince.add(now);
  }

  /** The broker answered. */
  void endPoll(long began, long now) {
    polledSince.remove(began);
    long took = now - began;
    if (SAFETY * took <= LONGEST_LOOK.toNanos()) {
      look = Math.max(SAFETY * took, LOOK.toNanos());
    }
  }

  void enter(Turn turn, long now) {
    waiting.add(turn);
    lastRecord = now;
  }

  /** When the broker was asked first, of those times that it has not answered yet. */
  private OptionalLong longestPolled(long now) {
    LongStream joined =
        joiningSince.stream()
            .mapToLong(since -> since + JOINED.toNanos())
            .filter(since -> now - since >= 0);
    return LongStream.concat(polledSince.stream().mapToLong(since -> since), joined).min();
  }

  /** Whether the broker was asked, and had time to say that there is something. */
  boolean saysEmpty(long now) {
    OptionalLong asked = longestPolled(now);
    return waiting.isEmpty() && asked.isPresent() && now - asked.getAsLong() >= look;
  }

  /** Whether nothing is to be expected from here within a moment. */
  boolean isEmpty(long freeSince, long now) {
    OptionalLong asked = longestPolled(now);
    if (asked.isEmpty() && now - lastRecord < BACK_SOON.toNanos()) {
      return false;
    }
    return now - asked.orElse(freeSince) >= look;
  }
}
