package gavel.worker.app;

import gavel.model.language.Languages;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.library.ProblemLibrary;
import gavel.testcases.library.ProblemSource;
import gavel.testcases.library.ProblemSources;
import gavel.testcases.store.StoredProblems;
import gavel.worker.Availability;
import gavel.worker.Circuit;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.control.ControlFollower;
import gavel.worker.control.Recalls;
import gavel.worker.flow.SubmissionFlow;
import gavel.worker.flow.SubmissionResolver;
import gavel.worker.flow.VerdictWriter;
import gavel.worker.guest.Guest;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.GuestSource.Lease;
import gavel.worker.http.ListenAddress;
import gavel.worker.intake.IntakeSettings;
import gavel.worker.intake.ShareIntake;
import gavel.worker.judge.JudgeSettings;
import gavel.worker.latest.LatestVerdicts;
import gavel.worker.publish.VerdictView;
import gavel.worker.topic.ClusterAccess;
import gavel.worker.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a worker together, and takes it apart again. */
final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /** How far back a submission under the same id is recognised; as long as submissions are kept. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private static final int MOST_REMEMBERED = 1_000_000;
  private static final int MOST_CANCELLED = 100_000;

  /** As many replicas as the brokers say. */
  private static final short BROKERS_DEFAULT = -1;

  private final WorkerConfig config;
  private final WorkerConfigReader.Read read;
  private final LiveRules.Source source;
  private final Clock clock;
  private final Closer closer = new Closer();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();

  private volatile Runnable onHurry = () -> {};
  private volatile Runnable onReload = () -> {};
  private @Nullable Observation observation;

  private Wiring(WorkerConfigReader.Read read, LiveRules.Source source, Clock clock) {
    this.config = read.config();
    this.read = read;
    this.source = source;
    this.clock = clock;
  }

  /** A worker that takes submissions, by a configuration that may change where it comes from. */
  static Wiring start(WorkerConfigReader.Read read, LiveRules.Source source, Clock clock)
      throws JudgeFault, SelfTest.Failed, IOException, InterruptedException {
    Wiring wiring = new Wiring(read, source, clock);
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
    Map<String, Integer> partitions = setUpTopics();
    Languages languages = source.languages(config);
    Observation observation = Observation.start(config, languages, clock, failure, closer);
    this.observation = observation;
    WorkDirectory work = WorkDirectory.below(config.scratch());
    closer.add(work::close);
    TimeFactor factor = new TimeFactor(config.timeFactor());
    GuestWiring wiring = new GuestWiring(config, languages, work.path(), factor, closer);
    GuestWiring.Started started = wiring.start();
    GuestSource guests = started.guests();
    observation.guests(guests, started.host());
    List<String> working = selfTest(guests, languages, factor.get());
    observation.queue(LaneFeeds.groups(config.group()));
    KafkaOutlet outlet = KafkaOutlet.of(config.client(), observation.headers());
    closer.add(outlet::close);
    observation.outlet(outlet);
    if (config.materialiser()) {
      materialise(observation);
    }
    LiveRules rules = LiveRules.start(source, read, languages, factor);
    closer.add(rules::close);
    observation.rules(rules);
    onReload = rules::reload;
    JudgeSlots slots =
        new JudgeSlots(
            guests,
            wiring.jury(),
            rules.get().settings().orElseGet(() -> JudgeSettings.of(languages)));
    QueueScan scan = QueueScan.of(config.client(), partitions);
    closer.add(scan::close);
    SubmissionFlow flow = flow(rules, slots, outlet, scan, observation);
    ShareIntake intake = ShareIntake.start(intakeSettings(partitions), observation.taking(flow));
    onHurry = intake::hurry;
    closer.add(intake::close);
    failsWith(intake.failure());
    started.host().ifPresent(host -> takeOnlyWhile(host, intake));
    observation.intake(intake);
    config.selfTest().ifPresent(every -> watchTrust(guests, working, factor.get(), every));
  }

  /** Machines are made of one image, and each for one judgement: one of them stands for all. */
  private List<String> selfTest(GuestSource guests, Languages languages, int timeFactor)
      throws JudgeFault, SelfTest.Failed, IOException, InterruptedException {
    List<String> working;
    try (Lease lease = guests.take()) {
      SelfTest test = new SelfTest(lease.guest(), languages, timeFactor);
      working = guests.lendsTheSame() ? test.languagesThatWork() : test.run();
      lease.endedInOrder();
    }
    if (guests.lendsTheSame()) {
      new EverySlot(guests, config.slots(), timeFactor).test(working);
      SelfTest.passed(working);
    }
    return working;
  }

  private SubmissionFlow flow(
      LiveRules rules,
      JudgeSlots slots,
      KafkaOutlet outlet,
      QueueScan scan,
      Observation observation)
      throws QueueFault, IOException, InterruptedException {
    SubmissionFlow flow =
        new SubmissionFlow(
            resolver(rules, observation),
            observation.around(slots),
            verdicts(),
            observation.around(outlet),
            new VerdictWriter(config.name(), clock),
            recalls(),
            scan,
            Topics.DELIVERY_LIMIT,
            FIRST_RETRY);
    failsWith(flow.failure());
    observation.flow(flow);
    return flow;
  }

  /** What becomes of it is nobody's business but that of the metrics: verdicts do not need it. */
  private void materialise(Observation observation) {
    LatestVerdicts latest = LatestVerdicts.start(config.client(), config.name());
    closer.add(latest::close);
    observation.latest(latest.counters());
  }

  private void watchTrust(
      GuestSource guests, List<String> languages, int timeFactor, Duration every) {
    TrustWatch.Test test =
        lease -> {
          requireFit(lease.guest());
          SelfTest.require(new KnownVerdicts(lease.guest(), timeFactor).failures(languages));
        };
    TrustWatch watch = TrustWatch.start(guests, test, every);
    closer.add(watch::close);
    // what it judges now is not to be published: that is for others to judge
    var _ = watch.failure().whenComplete((_, _) -> hurry());
    failsWith(watch.failure());
  }

  /** That it could not say is no reason to leave out the programs. */
  private static void requireFit(Guest guest) throws SelfTest.Failed, InterruptedException {
    try {
      SelfTest.requireFit(guest);
    } catch (JudgeFault fault) {
      LOG.warn("The guest could not say whether its machine is fit: {}", fault.toString());
    }
  }

  /** What is taken while there is no guest could only wait here, and not be judged elsewhere. */
  private void takeOnlyWhile(Circuit host, ShareIntake intake) {
    failsWith(host.failure());
    host.onChange(intake::pause);
    host.arm();
  }

  /** Directories first, where there are any; then the store. */
  private SubmissionResolver resolver(LiveRules rules, Observation observation) throws IOException {
    List<ProblemSource> sources = new ArrayList<>();
    if (!config.problems().isEmpty()) {
      sources.add(
          new ProblemLibrary(config.problems().stream().map(ProblemDirectory::new).toList()));
    }
    Availability there = Availability.ASSUMED;
    if (config.store().isPresent()) {
      StoreCircuit circuit = StoreCircuit.start(config.store().get());
      closer.add(circuit.circuit()::close);
      failsWith(circuit.circuit().failure());
      observation.circuit(circuit.circuit());
      StoredProblems store = StoredProblems.open(config.store().get(), clock, circuit);
      closer.add(store::close);
      sources.add(store);
      there = circuit.circuit();
    }
    return new SubmissionResolver(new ProblemSources(sources), rules, there);
  }

  private Map<String, Integer> setUpTopics() throws QueueFault, InterruptedException {
    try (KafkaLog _ = KafkaLog.silenced()) {
      return ClusterAccess.ensure(
          config.client(),
          config.patience(),
          BROKERS_DEFAULT,
          config.group(),
          config.materialiser());
    }
  }

  private KafkaVerdicts verdicts() throws QueueFault, InterruptedException {
    VerdictIndex index = new VerdictIndex(MOST_REMEMBERED);
    VerdictFollower follower =
        VerdictFollower.start(config.client(), index, clock.instant().minus(MEMORY), CATCH_UP);
    closer.add(follower::close);
    failsWith(follower.failure());
    return new KafkaVerdicts(
        index,
        follower,
        new VerdictView(config.client(), LOOK),
        new VerdictView(Topics.TRIAL_VERDICTS, config.client(), LOOK));
  }

  private Recalls recalls() throws QueueFault, InterruptedException {
    Recalls recalls = new Recalls(clock, MOST_CANCELLED);
    closer.add(recalls::close);
    ControlFollower follower =
        ControlFollower.start(
            config.client(), recalls, clock.instant().minus(Topics.SUBMISSIONS_KEPT), CATCH_UP);
    closer.add(follower::close);
    failsWith(follower.failure());
    return recalls;
  }

  private IntakeSettings intakeSettings(Map<String, Integer> partitions) {
    return IntakeSettings.of(
            config.client(),
            LaneFeeds.of(config.group(), partitions, config.slots()),
            config.slots())
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

  /** Gives what is in hand back to the queue; for a worker that is closed already. */
  void hurry() {
    onHurry.run();
  }

  /** Reads again what may change while the worker runs. */
  void reload() {
    onReload.run();
  }

  /** Where metrics and health are told. */
  Optional<ListenAddress> listening() {
    return observation == null ? Optional.empty() : observation.listening();
  }

  /** Lets judgements in hand end within the grace period, then ends everything. */
  @Override
  public void close() {
    if (observation != null) {
      observation.ending();
    }
    closer.close();
  }
}
