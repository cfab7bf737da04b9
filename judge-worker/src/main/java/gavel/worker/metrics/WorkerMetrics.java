package gavel.worker.metrics;

import gavel.model.Status;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.VerdictRecord;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.Circuit;
import gavel.worker.JudgeFault;
import gavel.worker.intake.IntakeCounters;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.latest.LatestCounters;
import gavel.worker.topic.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All metrics of a worker, under names that begin with {@code gavel}, and those of its JVM;
 * docs/operations.md has the list. Usable from many threads.
 */
public final class WorkerMetrics implements AutoCloseable {
  private static final String LANGUAGE = "language";
  private static final String OTHER = "other";

  /** Around what a program, a compiler or a whole judgement takes. */
  private static final Duration[] WORK =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** From a queue that is empty to one of an hour. */
  private static final Duration[] WAITING =
      Stream.of(5, 10, 50, 100, 500, 1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final Set<String> languages;

  /** Meters hold on to what they read only as long as somebody else does. */
  private final List<Object> sources = new CopyOnWriteArrayList<>();

  private final AtomicInteger busy = new AtomicInteger();

  /**
   * With everything that can be counted from the start at zero, so that the first of its kind is an
   * increase.
   *
   * @param version of this program
   * @param languages ids that may be labels
   */
  public WorkerMetrics(String version, Collection<String> languages) {
    this.languages = Set.copyOf(languages);
    Gauge.builder("gavel.build.info", () -> 1)
        .description("1, with the version of the worker and of its Java as labels")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
    Stream.of(Reason.values()).forEach(this::deadLetters);
    Lane.everyTopic().forEach(this::putOffs);
    Stream.of(FaultKind.values()).forEach(this::faults);
    sandboxFaults();
    verdicts(Status.INTERNAL_ERROR.verdict(), OTHER);
    queueTime();
    publishTime();
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }

  /** How many judgements there may be at a time. */
  public void slots(int count) {
    gauge("gavel.slots", "Judgements that may run at a time", () -> count);
    gauge("gavel.slots.busy", "Records that are in hand", busy::get);
  }

  void slotTaken() {
    busy.incrementAndGet();
  }

  void slotFree() {
    busy.decrementAndGet();
  }

  /** Records of a topic that no worker is done with yet; nothing while that is not known. */
  public void queueLag(String topic, Supplier<OptionalLong> lag) {
    Gauge.builder("gavel.queue.lag.records", () -> number(lag.get()))
        .description("Submissions that are not judged yet, those in hand included; NaN: unknown")
        .tag("topic", topic)
        .register(registry);
  }

  private static double number(OptionalLong count) {
    return count.isPresent() ? (double) count.getAsLong() : Double.NaN;
  }

  /** Whether the worker is ready for submissions. */
  public void ready(BooleanSupplier ready) {
    gauge("gavel.ready", "1 while /ready says 200", () -> ready.getAsBoolean() ? 1 : 0);
  }

  /** Guests that were lost since the start, each of which another one stands in for. */
  public void guests(LongSupplier losses) {
    counter(
        "gavel.guest.restarts",
        "Guests, or connections to one, that were lost and replaced",
        losses,
        LongSupplier::getAsLong);
  }

  /** Requests to guests that failed and were made again, or were not answered in time. */
  public void guestRequests(LongSupplier retries, LongSupplier timeouts) {
    retries("guest", retries);
    counter(
        "gavel.guest.timeouts",
        "Requests that a guest took and did not answer in time",
        timeouts,
        LongSupplier::getAsLong);
  }

  /** Judgements that failed and were made again. */
  public void judgingRetries(LongSupplier retries) {
    retries("judging", retries);
  }

  private void retries(String of, LongSupplier retries) {
    counter(
        "gavel.retries",
        "What failed and was tried again by the same worker",
        retries,
        LongSupplier::getAsLong,
        "of",
        of);
  }

  /** What came of files that were changed while the worker runs. */
  public <T> void reloads(T of, ToDoubleFunction<T> taken, ToDoubleFunction<T> refused) {
    counter("gavel.reloads", "Changed files of languages and limits", of, taken, "result", "taken");
    counter(
        "gavel.reloads", "Changed files of languages and limits", of, refused, "result", "refused");
  }

  /** Whether what judgements need is there, and what it cost where it was not. */
  public void circuit(Circuit of) {
    String[] name = {"circuit", of.name()};
    sources.add(of);
    Gauge.builder("gavel.circuit.open", of, each -> each.isThere() ? 0 : 1)
        .description("1 while only probes ask what is behind the circuit")
        .tags(name)
        .register(registry);
    Gauge.builder("gavel.circuit.waiting", of, Circuit::waiting)
        .description("Judgements that wait for what is behind the circuit")
        .tags(name)
        .register(registry);
    counter("gavel.circuit.openings", "Times that it opened", of, Circuit::openings, name);
    counter("gavel.circuit.failures", "Requests that failed", of, Circuit::failures, name);
    counter("gavel.circuit.expiries", "Waits that were in vain", of, Circuit::expiries, name);
  }

  /** What happened to records. */
  public void intake(IntakeCounters of) {
    counter("gavel.records.taken", "Records taken", of, IntakeCounters::delivered);
    counter(
        "gavel.redeliveries",
        "Records taken that had been delivered before",
        of,
        IntakeCounters::redelivered);
    counter("gavel.records.accepted", "Records done with", of, IntakeCounters::accepted);
    counter(
        "gavel.records.released",
        "Records let go for another delivery",
        of,
        IntakeCounters::released);
    counter("gavel.lock.renewals", "Locks of records renewed", of, IntakeCounters::renewed);
    counter(
        "gavel.locks.lost",
        "Records whose lock was gone before they were done with",
        of,
        IntakeCounters::lostLocks);
    counter(
        "gavel.broker.faults",
        "Times that a slot had to connect to the brokers anew",
        of,
        IntakeCounters::brokerFaults);
  }

  /** What came of writing the latest verdicts. */
  public void latest(LatestCounters of) {
    gauge(
        "gavel.latest.working",
        "1 while the worker takes part in writing the latest verdicts",
        () -> of.working() ? 1 : 0);
    gauge(
        "gavel.latest.lag.records",
        "Verdicts that this worker has to look at for the latest ones; NaN: it is not working",
        () -> number(of.lag()));
    counter("gavel.latest.written", "Latest verdicts written", of, LatestCounters::written);
    counter(
        "gavel.latest.aborted",
        "Transactions with latest verdicts that were not committed",
        of,
        LatestCounters::aborted);
    counter(
        "gavel.latest.skipped",
        "Records among verdicts that are none",
        of,
        LatestCounters::skipped);
  }

  /** Progress records that could not be delivered. */
  public void progressDropped(LongSupplier dropped) {
    counter(
        "gavel.progress.dropped", "Progress records given up", dropped, LongSupplier::getAsLong);
  }

  private <T> void counter(
      String name, String help, T source, ToDoubleFunction<T> count, String... tags) {
    sources.add(source);
    FunctionCounter.builder(name, source, count).description(help).tags(tags).register(registry);
  }

  void judged(String language, JudgedSubmission judged, Duration time) {
    String label = known(language);
    timer("gavel.judging.time", "From taking a guest to the verdict", WORK)
        .tag(LANGUAGE, label)
        .register(registry)
        .record(time);
    timer("gavel.compile.time", "By the wall clock, 0 to 5 ms where it was cached", WORK)
        .tag(LANGUAGE, label)
        .register(registry)
        .record(judged.compile().time());
    Timer runs =
        timer("gavel.run.time", "Of each test, by the wall clock", WORK)
            .tag(LANGUAGE, label)
            .register(registry);
    judged.tests().stream().map(TestReport::wallTime).forEach(runs::record);
  }

  void published(VerdictRecord verdict, Duration time) {
    queueTime().record(verdict.queued());
    tried(verdict, time);
  }

  void tried(VerdictRecord verdict, Duration time) {
    publishTime().record(time);
    verdicts(verdict.verdict(), known(verdict.language())).increment();
  }

  void putOff(String topic) {
    putOffs(topic).increment();
  }

  void deadLetter(Reason reason) {
    deadLetters(reason).increment();
  }

  /** Says nothing of what is the submission's fault. */
  void fault(JudgeFault fault) {
    Optional<FaultKind> kind = FaultKind.of(fault);
    kind.ifPresent(each -> faults(each).increment());
    if (kind.filter(each -> each == FaultKind.GUEST_FAILED).isPresent()) {
      sandboxFaults().increment();
    }
  }

  private Counter verdicts(String verdict, String language) {
    return Counter.builder("gavel.verdicts")
        .description("Verdicts published")
        .tag("verdict", verdict)
        .tag(LANGUAGE, language)
        .register(registry);
  }

  private Counter putOffs(String topic) {
    return Counter.builder("gavel.put.off")
        .description(
            "Submissions written to the end of a queue, as their user had more than others or what"
                + " they need was away, by the topic they came from")
        .tag("topic", topic)
        .register(registry);
  }

  private Counter deadLetters(Reason reason) {
    return Counter.builder("gavel.dead.letters")
        .description("Records that could not be judged, by reason")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter faults(FaultKind kind) {
    return Counter.builder("gavel.judge.faults")
        .description("Attempts that failed for a fault of the judge, by kind")
        .tag("fault", kind.label())
        .register(registry);
  }

  private Counter sandboxFaults() {
    return Counter.builder("gavel.sandbox.faults")
        .description("Requests that a guest failed at: its sandbox could not do its work")
        .register(registry);
  }

  private Timer queueTime() {
    return timer("gavel.queue.time", "From the broker's taking a record to its judgement", WAITING)
        .register(registry);
  }

  private Timer publishTime() {
    return timer("gavel.publish.time", "Until all replicas have a verdict", WORK)
        .register(registry);
  }

  private static Timer.Builder timer(String name, String help, Duration... buckets) {
    return Timer.builder(name).description(help).serviceLevelObjectives(buckets);
  }

  /** A language as a label. */
  private String known(String language) {
    return languages.contains(language) ? language : OTHER;
  }

  /** Everything as it is now, in Prometheus' text format. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
