package gavel.worker.flow;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.FaultRetry;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestUnfit;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.JudgeFault.Unavailable;
import gavel.worker.control.Recalls;
import gavel.worker.flow.Reading.Sound;
import gavel.worker.flow.Reading.Unusable;
import gavel.worker.flow.UserShares.Use;
import gavel.worker.intake.Disposition;
import gavel.worker.intake.Disposition.Accept;
import gavel.worker.intake.Disposition.Release;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.intake.JudgeCallback;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;
import gavel.worker.publish.Position;
import gavel.worker.topic.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a worker does with a record. */
public final class SubmissionFlow implements JudgeCallback {
  private static final Logger LOG = LoggerFactory.getLogger(SubmissionFlow.class);
  private static final String SUBMISSION = "submission";

  /** Deliveries that are left for a worker that is killed while it gives a submission up. */
  private static final int SPARE = 1;

  private final SubmissionResolver resolver;
  private final Judging judging;
  private final StandingVerdicts verdicts;
  private final Outlet outlet;
  private final VerdictWriter writer;
  private final Recalls recalls;
  private final LaneFairness fairness;
  private final DeadLetters letters;
  private final int deliveryLimit;
  private final FaultRetry judgingRetry;
  private final FaultRetry givingUpRetry;
  private final FaultRetry stubbornRetry;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();

  /**
   * Calls of {@link #judge} may come from several threads.
   *
   * @param deliveryLimit after so many deliveries the queue drops a record
   * @param firstWait before a judgement that failed is tried again here
   */
  public SubmissionFlow(
      SubmissionResolver resolver,
      Judging judging,
      StandingVerdicts verdicts,
      Outlet outlet,
      VerdictWriter writer,
      Recalls recalls,
      WaitingUsers waiting,
      int deliveryLimit,
      Duration firstWait) {
    this.resolver = resolver;
    this.judging = judging;
    this.verdicts = verdicts;
    this.outlet = outlet;
    this.writer = writer;
    this.recalls = recalls;
    this.fairness = new LaneFairness(System::nanoTime, waiting);
    this.letters = new DeadLetters(writer.clock());
    this.deliveryLimit = deliveryLimit;
    this.judgingRetry =
        new FaultRetry(
            "judging",
            3,
            firstWait,
            Duration.ofSeconds(5),
            fault ->
                fault.retryable()
                    && !(fault instanceof GuestUnfit)
                    && !(fault instanceof Unavailable));
    this.givingUpRetry = lasting("giving-up", firstWait, JudgeFault::retryable);
    this.stubbornRetry =
        lasting(
            "last-delivery", firstWait, fault -> fault.retryable() || fault instanceof QueueFault);
  }

  private static FaultRetry lasting(
      String name, Duration firstWait, Predicate<JudgeFault> worthAnother) {
    return new FaultRetry(name, 10_000, firstWait, Duration.ofSeconds(5), worthAnother);
  }

  /**
   * Completes, always exceptionally, when no submission can be judged any more, whichever it is:
   * the worker should end. What it has in hand is released, for one that can.
   */
  public CompletableFuture<Void> failure() {
    return failure.copy();
  }

  /** Attempts at judgements, and at giving up, that were not the first. */
  public long retries() {
    return judgingRetry.retries() + givingUpRetry.retries() + stubbornRetry.retries();
  }

  @Override
  public Disposition judge(IntakeRecord record, Runnable ran) throws InterruptedException {
    try {
      return switch (SubmissionReader.read(record)) {
        case Unusable unusable -> bury(record, unusable);
        case Sound(SubmissionRecord submission) -> inContext(record, submission, ran);
      };
    } catch (GuestUnfit unfit) {
      failure.completeExceptionally(unfit);
      return new Release(String.valueOf(unfit.getMessage()));
    } catch (QueueFault refused) {
      if (refused.isRefusal()) {
        failure.completeExceptionally(refused);
      }
      LOG.debug("{} is not done with", record, refused);
      return new Release(String.valueOf(refused.getMessage()));
    } catch (JudgeFault fault) {
      // whoever releases it says so and why
      LOG.debug("{} is not done with", record, fault);
      return new Release(String.valueOf(fault.getMessage()));
    }
  }

  private Disposition inContext(IntakeRecord record, SubmissionRecord submission, Runnable ran)
      throws JudgeFault, InterruptedException {
    try (MDC.MDCCloseable _ = MDC.putCloseable(SUBMISSION, submission.id())) {
      return record.deliveryCount() >= deliveryLimit - SPARE
          ? giveUp(
              record,
              submission,
              String.format(
                  Locale.ROOT, "Delivered %d times without a verdict", record.deliveryCount()))
          : inTurn(record, submission, ran);
    }
  }

  private Disposition inTurn(IntakeRecord record, SubmissionRecord submission, Runnable ran)
      throws JudgeFault, InterruptedException {
    Optional<Use> use = fairness.begin(record, submission);
    if (use.isEmpty()) {
      ran.run();
      fairness.putOff(record, outlet);
      LOG.debug("{} is put off: its user had more than others", record);
      return new Accept();
    }
    try (Use _ = use.get()) {
      return unlessJudged(
          record,
          submission,
          () -> {
            use.get().close();
            ran.run();
          });
    }
  }

  private Disposition unlessJudged(IntakeRecord record, SubmissionRecord submission, Runnable ran)
      throws JudgeFault, InterruptedException {
    Optional<String> standing = verdicts.contentHash(record, submission);
    if (standing.isPresent()) {
      return settled(record, submission, standing.get());
    }
    try {
      return judge(record, submission, ran);
    } catch (Rejected rejected) {
      return bury(
          record,
          new Unusable(
              rejected.reason(),
              rejected.field(),
              String.valueOf(rejected.getMessage()),
              Optional.of(submission.id())));
    } catch (Unavailable lacking) {
      return queueAgain(record, lacking, ran);
    } catch (JudgeFault fault) {
      // what the queue refuses says nothing about the submission, which may have been judged
      if (fault.retryable() || fault instanceof QueueFault) {
        throw fault;
      }
      LOG.error("{} is given up at once", record, fault);
      return giveUp(record, submission, "Cannot be judged, now or later: " + fault.getMessage());
    }
  }

  /**
   * Behind those that can be judged meanwhile, as a record of its own: its deliveries are counted
   * anew, for nothing has been tried with it.
   */
  private Disposition queueAgain(IntakeRecord record, Unavailable lacking, Runnable ran)
      throws JudgeFault, InterruptedException {
    LOG.warn("{} goes to the end of its queue: {}", record, lacking.getMessage());
    ran.run();
    outlet.putOff(record, Lane.laterThan(record.topic()).orElse(record.topic()));
    return new Accept();
  }

  private Disposition judge(IntakeRecord record, SubmissionRecord submission, Runnable ran)
      throws JudgeFault, InterruptedException {
    VerdictRecord verdict = judgeWhileWanted(record, submission);
    ran.run();
    if (submission.trial() != null) {
      outlet.trial(TrialVerdictRecord.of(submission.trial(), verdict));
      return new Accept();
    }
    Position published = outlet.verdict(verdict);
    Optional<String> effective = verdicts.effective(submission, published);
    return effective.isPresent() ? settled(record, submission, effective.get()) : new Accept();
  }

  /** An interrupt that says that nobody wants the result is none for whoever called. */
  private VerdictRecord judgeWhileWanted(IntakeRecord record, SubmissionRecord submission)
      throws JudgeFault, InterruptedException {
    Instant begun = writer.now();
    ProgressListener progress =
        submission.trial() == null ? new TopicProgress(outlet, submission) : ProgressListener.NONE;
    try (Recalls.Watch watch = recalls.watch(submission, record.timestamp())) {
      try {
        return judgingRetry.call(() -> {
          JudgeRequest request = resolver.resolve(submission);
          try {
            String revision = VerdictWriter.revision(request);
            JudgedSubmission judged = judging.judge(request, progress);
            log(record, submission, judged, begun);
            return writer.judged(record, submission, revision, judged, begun);
          } finally {
            resolver.release(request);
          }
        });
      } finally {
        watch.requireWanted();
      }
    }
  }

  /** A verdict stands: that is the end of it, unless it is about something else. */
  private Disposition settled(IntakeRecord record, SubmissionRecord submission, String hash)
      throws JudgeFault, InterruptedException {
    if (hash.equals(submission.contentHash())) {
      LOG.debug("{} has its verdict", record);
      return new Accept();
    }
    return bury(
        record,
        new Unusable(
            Reason.CONFLICTING_CONTENT,
            Optional.of("id"),
            String.format(
                Locale.ROOT,
                "is that of another submission, which has a verdict in generation %d",
                submission.generationOrFirst()),
            Optional.of(submission.id())));
  }

  /**
   * Nothing is run, and the submission ends here with an answer: at the last delivery, for it
   * failed at all the others, and after a fault that no other delivery would mend.
   */
  private Disposition giveUp(IntakeRecord record, SubmissionRecord submission, String message)
      throws JudgeFault, InterruptedException {
    FaultRetry last = lastRetry(record);
    Optional<String> standing = last.call(() -> verdicts.contentHash(record, submission));
    if (standing.isPresent()) {
      return settled(record, submission, standing.get());
    }
    LOG.error("{}: {}; this is a fault of the judge", record, message);
    Unusable poison =
        new Unusable(Reason.POISON, Optional.empty(), message, Optional.of(submission.id()));
    bury(record, poison);
    VerdictRecord verdict = writer.internalError(record, submission, message);
    String trial = submission.trial();
    last.call(() ->
        trial == null
            ? outlet.verdict(verdict)
            : outlet.trial(TrialVerdictRecord.of(trial, verdict)));
    return new Accept();
  }

  /** At the last delivery it does not leave off: the queue would drop the record without a word. */
  private Disposition bury(IntakeRecord record, Unusable unusable)
      throws JudgeFault, InterruptedException {
    LOG.warn(
        "Dead letter: {} reason={} field={}",
        record,
        unusable.reason(),
        unusable.field().map(SubmissionFlow::nameOnly).orElse("-"));
    DeadLetterRecord letter =
        letters.of(record, unusable.reason(), unusable.field(), unusable.message(), unusable.id());
    return record.deliveryCount() >= deliveryLimit
        ? lastRetry(record).call(() -> sent(letter))
        : sent(letter);
  }

  /** After the last delivery there is nobody who could do it instead, also when it is refused. */
  private FaultRetry lastRetry(IntakeRecord record) {
    return record.deliveryCount() >= deliveryLimit ? stubbornRetry : givingUpRetry;
  }

  private Disposition sent(DeadLetterRecord letter) throws QueueFault, InterruptedException {
    outlet.deadLetter(letter);
    return new Accept();
  }

  private static void log(
      IntakeRecord record, SubmissionRecord submission, JudgedSubmission judged, Instant begun) {
    LOG.info(
        "submission={} problem={} language={} verdict={} cpu_ms={} wall_ms={} memory={}"
            + " queued_ms={}",
        submission.id(),
        submission.problem(),
        submission.language(),
        judged.verdict(),
        judged.cpuTime().toMillis(),
        judged.wallTime().toMillis(),
        judged.memory().bytes(),
        VerdictWriter.queued(record, begun).toMillis());
  }

  /** Names of fields are the submitter's text too: only what a name may have gets into a log. */
  private static String nameOnly(String field) {
    String plain = field.replaceAll("[^A-Za-z0-9_.\\[\\]-]", "?");
    return plain.substring(0, Math.min(plain.length(), 64));
  }
}
