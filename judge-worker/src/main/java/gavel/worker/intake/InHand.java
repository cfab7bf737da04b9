package gavel.worker.intake;

import gavel.worker.intake.Locks.TopicOffset;
import gavel.worker.intake.Turns.Turn;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that a consumer holds, from its delivery until the broker knows what became of it. */
final class InHand {
  /** How far it is. */
  enum Stage {
    /** For a slot. */
    WAITING,
    /** By a thread of its own. */
    JUDGED,
    /** For a moment before it is released, so that it does not come back at once. */
    KEPT,
    /** What becomes of it is marked, and has to be committed. */
    MARKED,
    /** Its lock is lost, and its judgement has to end when the lock would have. */
    ABANDONED,
    /** Nothing is left to do. */
    OVER
  }

  private final ConsumerRecord<byte[], byte[]> raw;
  private final IntakeRecord record;
  private final Turn turn;
  private final long taken = System.nanoTime();
  private Stage stage = Stage.WAITING;
  private @Nullable Judging judging;
  private long keptUntil;
  private long judgedUntil;
  private AcknowledgeType mark = AcknowledgeType.RENEW;
  private boolean handedBack;
  private long markedAt;

  /** A record and its way to a slot. */
  InHand(ConsumerRecord<byte[], byte[]> raw, Turn turn) {
    this.raw = raw;
    this.record = IntakeRecord.of(raw);
    this.turn = turn;
  }

  IntakeRecord record() {
    return record;
  }

  ConsumerRecord<byte[], byte[]> raw() {
    return raw;
  }

  TopicOffset place() {
    return TopicOffset.of(raw);
  }

  Turn turn() {
    return turn;
  }

  Stage stage() {
    return stage;
  }

  /** Whether the broker believes that it is worked on. */
  boolean isLocked() {
    return stage == Stage.WAITING || stage == Stage.JUDGED || stage == Stage.KEPT;
  }

  Duration held() {
    return Duration.ofNanos(System.nanoTime() - taken);
  }

  void judgedBy(Judging begun) {
    judging = begun;
    stage = Stage.JUDGED;
  }

  Optional<Judging> judging() {
    return Optional.ofNullable(judging);
  }

  void keepFor(Duration wait) {
    keptUntil = System.nanoTime() + wait.toNanos();
    stage = Stage.KEPT;
  }

  Duration keptFor() {
    return Duration.ofNanos(keptUntil - System.nanoTime());
  }

  /** It will be accepted or released, and its slot is free. */
  void mark(AcknowledgeType type) {
    handedBack = stage == Stage.WAITING;
    mark = type;
    markedAt = System.nanoTime();
    stage = Stage.MARKED;
    turn.close();
  }

  /** Whether it goes back without having been judged: others should get it before what follows. */
  boolean isHandedBack() {
    return handedBack;
  }

  Duration markedFor() {
    return Duration.ofNanos(System.nanoTime() - markedAt);
  }

  /** When an abandoned judgement has to end, in the time of {@link System#nanoTime}. */
  long judgedUntil() {
    return judgedUntil;
  }

  /** The broker knows; counts what. */
  void committed(IntakeCounters counters) {
    if (mark == AcknowledgeType.ACCEPT) {
      counters.accepted.increment();
    } else if (handedBack) {
      counters.handedBack.increment();
    } else {
      counters.released.increment();
    }
    over();
  }

  /** The lock cannot be held any longer: somebody else gets it, at that time at the latest. */
  void lost(long until) {
    if (judging != null && judging.running()) {
      judgedUntil = until;
      stage = Stage.ABANDONED;
    } else {
      over();
    }
  }

  void over() {
    stage = Stage.OVER;
    turn.close();
  }
}
