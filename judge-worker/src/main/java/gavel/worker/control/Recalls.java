package gavel.worker.control;

import gavel.model.topic.ControlRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.JudgeFault.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which submissions are no longer wanted; safe for use by several threads. */
public final class Recalls implements AutoCloseable {
  /** Sooner than a clock that is set could bring it. */
  private static final Duration LONGEST_TIMER = Duration.ofHours(1);

  private final Clock clock;
  private final int most;
  private final Object lock = new Object();
  private final LinkedHashMap<String, List<Cancellation>> cancelled = new LinkedHashMap<>();
  private final Set<Watch> watches = new HashSet<>();
  private final ScheduledThreadPoolExecutor timer;

  private record Cancellation(@Nullable Integer generation, Instant at, @Nullable String message) {
    boolean concerns(SubmissionRecord submission, Instant queued) {
      return (generation == null || generation == submission.generationOrFirst())
          && !queued.isAfter(at);
    }
  }

  /**
   * Nothing is recalled yet.
   *
   * @param most cancelled submissions to remember; the oldest are forgotten beyond that
   */
  public Recalls(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Somebody asked for something, at that time by the broker's clock. */
  public void note(ControlRecord asked, Instant at) {
    List<Watch> affected = new ArrayList<>();
    synchronized (lock) {
      cancelled
          .computeIfAbsent(asked.id(), _ -> new ArrayList<>())
          .add(new Cancellation(asked.generation(), at, asked.message()));
      if (cancelled.size() > most) {
        cancelled.pollFirstEntry();
      }
      watches.stream().filter(watch -> watch.isOf(asked.id())).forEach(affected::add);
    }
    affected.forEach(Watch::look);
  }

  /** Why a submission is not wanted, where that is so. */
  private Optional<Rejected> reason(SubmissionRecord submission, Instant queued) {
    Instant deadline = submission.deadline();
    if (deadline != null && !clock.instant().isBefore(deadline)) {
      return Optional.of(
          new Rejected(
              Reason.DEADLINE_PASSED, "deadline", deadline + " passed before there was a verdict"));
    }
    synchronized (lock) {
      return cancellations(submission)
          .filter(each -> each.concerns(submission, queued))
          .findFirst()
          .map(each ->
              new Rejected(
                  Reason.CANCELLED,
                  null,
                  "Cancelled" + (each.message() == null ? "" : ": " + each.message())));
    }
  }

  /** Those of the submission itself, and of the rejudge that it is a part of. */
  private Stream<Cancellation> cancellations(SubmissionRecord submission) {
    String trial = submission.trial();
    List<Cancellation> whole = trial == null ? List.of() : cancelled.getOrDefault(trial, List.of());
    return Stream.concat(
        cancelled.getOrDefault(submission.id(), List.of()).stream(), whole.stream());
  }

  /**
   * Watches over a judgement that the calling thread is about to make: as soon as nobody wants it,
   * the thread is interrupted.
   *
   * @param queued when the submission was queued
   * @throws Rejected when nobody wants it already
   */
  public Watch watch(SubmissionRecord submission, Instant queued) throws Rejected {
    Optional<Rejected> already = reason(submission, queued);
    if (already.isPresent()) {
      throw already.get();
    }
    Watch watch = new Watch(submission, queued);
    synchronized (lock) {
      watches.add(watch);
    }
    watch.look();
    return watch;
  }

  /** Of one judgement; to be closed by the thread that makes it, when that is done. */
  public final class Watch implements AutoCloseable {
    private final SubmissionRecord submission;
    private final Instant queued;
    private final Thread judge = Thread.currentThread();
    private @Nullable Rejected reason;
    private @Nullable ScheduledFuture<?> alarm;
    private boolean over;

    private Watch(SubmissionRecord submission, Instant queued) {
      this.submission = submission;
      this.queued = queued;
    }

    private boolean isOf(String submissionOrTrial) {
      return submission.id().equals(submissionOrTrial)
          || submissionOrTrial.equals(submission.trial());
    }

    private void look() {
      Optional<Rejected> found = reason(submission, queued);
      synchronized (this) {
        if (over || reason != null) {
          return;
        }
        if (found.isPresent()) {
          reason = found.get();
          judge.interrupt();
        } else if (submission.deadline() != null) {
          Duration left = Duration.between(clock.instant(), submission.deadline());
          Duration wait = left.compareTo(LONGEST_TIMER) < 0 ? left : LONGEST_TIMER;
          alarm = timer.schedule(this::look, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
      }
    }

    /**
     * Nothing more comes from this watch.
     *
     * @throws Rejected when the judgement is not wanted any more; the thread is then no longer
     *     interrupted
     */
    public void requireWanted() throws Rejected {
      close();
      synchronized (this) {
        if (reason != null) {
          Thread.interrupted();
          throw reason;
        }
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        over = true;
        if (alarm != null) {
          alarm.cancel(false);
        }
      }
      synchronized (lock) {
        watches.remove(this);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
