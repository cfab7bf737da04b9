package gavel.worker.app;

import gavel.model.language.Languages;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.library.ProblemLibrary;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.flow.SubmissionFlow;
import gavel.worker.flow.SubmissionResolver;
import gavel.worker.flow.VerdictWriter;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.GuestSource.Lease;
import gavel.worker.intake.IntakeSettings;
import gavel.worker.intake.ShareIntake;
import gavel.worker.judge.JudgeSettings;
import gavel.worker.publish.VerdictView;
import gavel.worker.topic.TopicSetup;
import gavel.worker.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;

/** Puts a worker together, and takes it apart again. */
final class Wiring implements AutoCloseable {
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /** How far back a submission under the same id is recognised; as long as submissions are kept. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private static final int MOST_REMEMBERED = 1_000_000;

  /** As many replicas as the brokers say. */
  private static final short BROKERS_DEFAULT = -1;

  private final WorkerConfig config;
  private final Clock clock;
  private final Closer closer = new Closer();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();

  private Wiring(WorkerConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** A worker that takes submissions. */
  static Wiring start(WorkerConfig config, Clock clock)
      throws JudgeFault, SelfTest.Failed, IOException, InterruptedException {
    Wiring wiring = new Wiring(config, clock);
    boolean started = false;
    try {
      wiring.start();
      started = true;
      return wiring;
    } finally {
      if (!started) {
        wiring.close();
      }
    }
  }

  private void start() throws JudgeFault, SelfTest.Failed, IOException, InterruptedException {
    Languages languages =
        config.languages().isPresent()
            ? Languages.read(config.languages().get())
            : Languages.bundled();
    WorkDirectory work = WorkDirectory.below(config.scratch());
    closer.add(work::close);
    TimeFactor factor = new TimeFactor(config.timeFactor());
    GuestWiring wiring = new GuestWiring(config, languages, work.path(), factor, closer);
    GuestSource guests = wiring.start();
    try (Lease lease = guests.take()) {
      new SelfTest(lease.guest(), languages, factor.get()).run();
      lease.endedInOrder();
    }
    setUpTopics();
    KafkaOutlet outlet = KafkaOutlet.of(config.client());
    closer.add(outlet::close);
    SubmissionFlow flow =
        new SubmissionFlow(
            new SubmissionResolver(problems(), languages, config.policy()),
            new JudgeSlots(
                guests,
                wiring.jury(),
                JudgeSettings.of(languages)
                    .withTimeFactor(factor.get())
                    .withReruns(config.reruns())),
            verdicts(),
            outlet,
            new VerdictWriter(config.name(), clock),
            Topics.DELIVERY_LIMIT,
            FIRST_RETRY);
    failsWith(flow.failure());
    ShareIntake intake = ShareIntake.start(intakeSettings(), flow);
    closer.add(intake::close);
    failsWith(intake.failure());
  }

  private ProblemLibrary problems() {
    return new ProblemLibrary(config.problems().stream().map(ProblemDirectory::new).toList());
  }

  private void setUpTopics() throws QueueFault, InterruptedException {
    try (Admin admin = Admin.create(Map.copyOf(config.client()))) {
      TopicSetup.ensure(admin, BROKERS_DEFAULT, config.group());
    }
  }

  private KafkaVerdicts verdicts() throws QueueFault, InterruptedException {
    VerdictIndex index = new VerdictIndex(MOST_REMEMBERED);
    VerdictFollower follower =
        VerdictFollower.start(config.client(), index, clock.instant().minus(MEMORY), CATCH_UP);
    closer.add(follower::close);
    failsWith(follower.failure());
    return new KafkaVerdicts(index, follower, new VerdictView(config.client(), LOOK));
  }

  private IntakeSettings intakeSettings() {
    return IntakeSettings.of(
            config.client(), config.group(), List.of(Topics.SUBMISSIONS), config.slots())
        .withGrace(config.grace());
  }

  private void failsWith(CompletableFuture<Void> part) {
    var _ =
        part.whenComplete((_, cause) -> {
          if (cause != null) {
            failure.completeExceptionally(cause);
          }
        });
  }

  /** Completes, always exceptionally, when a part failed beyond repair. */
  CompletableFuture<Void> failure() {
    return failure.copy();
  }

  /** Lets judgements in hand end within the grace period, then ends everything. */
  @Override
  public void close() {
    closer.close();
  }
}
