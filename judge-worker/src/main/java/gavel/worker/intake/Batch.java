package gavel.worker.intake;

import gavel.worker.intake.InHand.Stage;
import gavel.worker.intake.Locks.TopicOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one poll brought, until the broker knows what became of all of it: locks are renewed, turns
 * waited for, judgements begun and ended. For the consumer's thread only.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  /** What a judgement gets to end in after it was interrupted. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** How long the broker may be left without the news of one because of the others. */
  private static final Duration MARKED = Duration.ofMillis(50);

  /**
   * A record that waits longer for a slot here may find one elsewhere. One that comes back to this
   * worker has lost its place to those behind it, so a moment's standstill must not do.
   */
  private static final Duration HOLD = Duration.ofSeconds(2);

  private static final Duration LONG = Duration.ofDays(1);

  private final String name;
  private final int rank;
  private final IntakeParts parts;
  private final Locks locks;
  private final Semaphore news;
  private final List<InHand> inHand = new ArrayList<>();
  private final RandomGenerator random = new SplittableRandom();
  private long renewAt;
  private long lockedUntil;

  /**
   * A batch without records.
   *
   * @param rank of the feed
   * @param news gets a permit for every event that should be looked at
   */
  Batch(String name, int rank, IntakeParts parts, Locks locks, Semaphore news) {
    this.name = name;
    this.rank = rank;
    this.parts = parts;
    this.locks = locks;
    this.news = news;
    setRenewal(System.nanoTime());
  }

  /** One more record, which waits for its turn from now on. */
  void add(ConsumerRecord<byte[], byte[]> raw) {
    inHand.add(new InHand(raw, parts.turns().enter(rank, news::release)));
  }

  private void setRenewal(long asked) {
    renewAt = asked + parts.settings().renewEvery().toNanos();
    lockedUntil = asked + parts.settings().lock().toNanos();
  }

  /** Returns when nothing is in hand; whatever Kafka throws leaves nothing running either. */
  void settle() throws InterruptedException {
    try {
      while (!inHand.isEmpty()) {
        for (InHand each : inHand) {
          advance(each);
        }
        if (isCommitDue()) {
          commit();
        } else if (System.nanoTime() - renewAt >= 0 && inHand.stream().anyMatch(InHand::isLocked)) {
          renew();
        } else {
          awaitNews();
        }
        inHand.removeIf(each -> each.stage() == Stage.OVER);
      }
    } finally {
      endAll();
    }
  }

  private void advance(InHand each) throws InterruptedException {
    if (each.stage() == Stage.WAITING) {
      advanceWaiting(each);
    }
    if (each.stage() == Stage.JUDGED) {
      advanceJudged(each);
    }
    if (each.stage() == Stage.KEPT && (!each.keptFor().isPositive() || parts.drain().requested())) {
      mark(each, AcknowledgeType.RELEASE);
    }
    if (each.stage() == Stage.ABANDONED) {
      advanceAbandoned(each);
    }
  }

  /**
   * A renewal that is refused, as brokers do just after a restart, cannot be made again: the client
   * has forgotten the record. What is judged and published until others can get it, the next to get
   * it finds done.
   */
  private void advanceAbandoned(InHand each) {
    if (!isRunning(each) || !parts.drain().left().isPositive()) {
      each.over();
    } else if (each.judgedUntil() - System.nanoTime() <= 0) {
      each.judging().ifPresent(Judging::interrupt);
    }
  }

  private void advanceWaiting(InHand each) {
    boolean draining = parts.drain().requested();
    if (each.turn().isGranted() && !draining) {
      parts.counters().taken(each.record());
      each.judgedBy(
          Judging.start(
              parts.judges(),
              name + "-judge",
              each.record(),
              () -> parts.callback().judge(each.record(), each.turn()::close),
              news::release));
    } else if (draining || untilHandedBack(each).isNegative()) {
      mark(each, AcknowledgeType.RELEASE);
    }
  }

  /** Only at its first delivery: every one counts towards the group's limit. */
  private Duration untilHandedBack(InHand each) {
    return each.record().deliveryCount() == 1 ? HOLD.minus(each.held()) : LONG;
  }

  private void advanceJudged(InHand each) throws InterruptedException {
    Judging judging = each.judging().orElseThrow();
    if (judging.running() && parts.drain().left().isPositive()) {
      return;
    }
    switch (lastWords(judging)) {
      case Disposition.Accept() -> mark(each, AcknowledgeType.ACCEPT);
      case Disposition.Release(String reason) -> {
        LOG.warn("Releasing {}: {}", each.record(), reason);
        each.keepFor(
            parts.settings().releaseBackoff().after(each.record().deliveryCount(), random));
      }
    }
  }

  private static Disposition lastWords(Judging judging) throws InterruptedException {
    if (judging.running()) {
      judging.interrupt();
      if (!judging.awaitEnd(LAST_WORDS)) {
        return new Disposition.Release("still running at the end of the grace period");
      }
    }
    return judging.outcome();
  }

  private void mark(InHand each, AcknowledgeType type) {
    locks.mark(each.raw(), type);
    each.mark(type);
  }

  private boolean isCommitDue() {
    List<InHand> marked = marked();
    return !marked.isEmpty()
        && (inHand.stream().noneMatch(InHand::isLocked)
            || marked.stream().anyMatch(InHand::isHandedBack)
            || marked.stream().anyMatch(each -> each.markedFor().compareTo(MARKED) >= 0));
  }

  private List<InHand> marked() {
    return inHand.stream().filter(each -> each.stage() == Stage.MARKED).toList();
  }

  /** Partitions whose locks are lost. */
  private Set<TopicPartition> commit() {
    parts.counters().commits.increment();
    Set<TopicPartition> refused = locks.commit();
    for (InHand each : marked()) {
      if (refused.contains(each.place().partition())) {
        lose(each);
      } else {
        each.committed(parts.counters());
      }
    }
    return refused;
  }

  private void renew() {
    long asked = System.nanoTime();
    List<InHand> locked = inHand.stream().filter(InHand::isLocked).toList();
    locked.forEach(each -> locks.mark(each.raw(), AcknowledgeType.RENEW));
    Set<TopicPartition> refused = commit();
    Set<TopicOffset> hoped = new HashSet<>();
    locked.forEach(each -> hoped.add(each.place()));
    hoped.removeIf(place -> refused.contains(place.partition()));
    Set<TopicOffset> back = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : locks.takeBack(hoped)) {
      TopicOffset place = TopicOffset.of(record);
      back.add(place);
      if (!hoped.contains(place)) {
        add(record);
      }
    }
    for (InHand each : locked) {
      if (back.contains(each.place())) {
        parts.counters().renewed.increment();
      } else {
        lose(each);
      }
    }
    setRenewal(asked);
  }

  private void lose(InHand each) {
    parts.counters().lostLocks.increment();
    LOG.warn("The lock of {} is lost; it will be delivered again", each.record());
    each.lost(lockedUntil);
  }

  private void awaitNews() throws InterruptedException {
    long wait = LONG.toNanos();
    for (InHand each : inHand) {
      wait = Math.min(wait, patience(each).toNanos());
    }
    if (news.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
      news.drainPermits();
    }
  }

  private Duration patience(InHand each) {
    Duration renewal = Duration.ofNanos(renewAt - System.nanoTime());
    Duration left = least(LONG, parts.drain().left());
    return switch (each.stage()) {
      case WAITING -> least(renewal, least(each.turn().patience(), untilHandedBack(each)));
      case JUDGED -> least(renewal, left);
      case KEPT -> least(renewal, each.keptFor());
      case MARKED -> MARKED.minus(each.markedFor());
      case ABANDONED -> least(left, untilInterrupted(each));
      case OVER -> Duration.ZERO;
    };
  }

  private static Duration untilInterrupted(InHand each) {
    Duration left = Duration.ofNanos(each.judgedUntil() - System.nanoTime());
    return left.isPositive() ? left : LAST_WORDS;
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static boolean isRunning(InHand each) {
    return each.judging().filter(Judging::running).isPresent();
  }

  /** Returns when every judge thread has ended, which they have already where all went well. */
  private void endAll() throws InterruptedException {
    inHand.stream().flatMap(each -> each.judging().stream()).forEach(Judging::interrupt);
    try {
      for (InHand each : inHand) {
        while (isRunning(each)
            && !each.judging().orElseThrow().awaitEnd(LAST_WORDS)
            && parts.drain().left().isPositive()) {
          LOG.warn("The judgement of {} goes on though nobody waits for it", each.record());
        }
      }
    } finally {
      inHand.forEach(InHand::over);
      inHand.clear();
    }
  }
}
