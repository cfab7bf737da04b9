package gavel.worker.app;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.worker.Circuit;
import gavel.worker.flow.Judging;
import gavel.worker.flow.Outlet;
import gavel.worker.flow.SubmissionFlow;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.http.Checks;
import gavel.worker.http.ListenAddress;
import gavel.worker.http.Page;
import gavel.worker.http.StatusServer;
import gavel.worker.intake.JudgeCallback;
import gavel.worker.intake.ShareIntake;
import gavel.worker.latest.LatestCounters;
import gavel.worker.metrics.MeasuredCallback;
import gavel.worker.metrics.MeasuredJudging;
import gavel.worker.metrics.MeasuredOutlet;
import gavel.worker.metrics.WorkerMetrics;
import gavel.worker.topic.QueueLag;
import gavel.worker.trace.OtlpJsonExporter;
import gavel.worker.trace.Tracing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a worker tells about itself: metrics, whether it is alive, and whether it is ready. Where
 * nothing listens, nothing is measured, and without a collector nothing is traced.
 */
final class Observation {
  /** How old figures are at most that somebody else has to be asked for. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A broker that has not answered for so long is not there. */
  private static final Duration BROKER_SILENT = Duration.ofSeconds(30);

  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String STARTING = "the worker is starting";

  private final WorkerConfig config;
  private final Closer closer;
  private final Optional<WorkerMetrics> metrics;
  private final Optional<Tracing> tracing;
  private final Checks live;
  private final Checks ready;
  private final AtomicReference<Optional<String>> work =
      new AtomicReference<>(Optional.of(STARTING));
  private final AtomicReference<Optional<String>> guests =
      new AtomicReference<>(Optional.of(STARTING));
  private final AtomicReference<Optional<Circuit>> host = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<QueueLag>> lag = new AtomicReference<>(Optional.empty());
  private Optional<StatusServer> server = Optional.empty();

  private Observation(WorkerConfig config, Languages languages, Clock clock, Closer closer) {
    this.config = config;
    this.closer = closer;
    this.live = new Checks(config.name());
    this.ready = new Checks(config.name());
    this.metrics =
        config
            .listen()
            .map(_ ->
                new WorkerMetrics(
                    version(), languages.all().stream().map(LanguageDefinition::id).toList()));
    this.tracing =
        config
            .traces()
            .map(target ->
                new Tracing(new OtlpJsonExporter(target), config.name(), version(), clock));
    tracing.ifPresent(each -> closer.add(each::close));
  }

  /** Listens, so that a worker which waits for something can say so. */
  static Observation start(
      WorkerConfig config,
      Languages languages,
      Clock clock,
      CompletableFuture<Void> failure,
      Closer closer)
      throws IOException {
    Observation observation = new Observation(config, languages, clock, closer);
    if (config.listen().isPresent()) {
      observation.listen(config.listen().get(), failure);
    }
    return observation;
  }

  private void listen(ListenAddress address, CompletableFuture<Void> failure) throws IOException {
    live.add("worker", () -> failed(failure));
    ready.add("worker", () -> failed(failure).or(work::get));
    ready.add("guests", () -> host.get().flatMap(Circuit::trouble).or(guests::get));
    ready.add("broker", this::broker);
    metrics.ifPresent(each -> {
      closer.add(each::close);
      each.slots(config.slots());
      each.ready(ready::passed);
    });
    StatusServer started =
        StatusServer.start(
            address,
            Map.of(
                "/health", live::page,
                "/ready", ready::page,
                "/metrics", () -> Page.text(METRICS, metrics.map(WorkerMetrics::text).orElse(""))));
    closer.add(started::close);
    server = Optional.of(started);
  }

  private static Optional<String> failed(CompletableFuture<Void> failure) {
    return failure.isCompletedExceptionally()
        ? Optional.of(String.valueOf(failure.exceptionNow().getMessage()))
        : Optional.empty();
  }

  private Optional<String> broker() {
    return lag.get().filter(each -> each.brokerSeenWithin(BROKER_SILENT)).isPresent()
        ? Optional.empty()
        : Optional.of("no broker has answered for " + BROKER_SILENT.toSeconds() + " s");
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Observation.class.getPackage().getImplementationVersion(), "development");
  }

  /** Guests, and the host that they are at, where it is one. */
  void guests(GuestSource source, Optional<Circuit> at) {
    at.ifPresent(this::circuit);
    host.set(at);
    metrics.ifPresent(each -> {
      each.guests(source::losses);
      each.guestRequests(source::retries, source::timeouts);
      watch("guest-watch", () -> guests.set(source.trouble()));
    });
  }

  void circuit(Circuit circuit) {
    metrics.ifPresent(each -> each.circuit(circuit));
  }

  void flow(SubmissionFlow flow) {
    metrics.ifPresent(each -> each.judgingRetries(flow::retries));
  }

  void latest(LatestCounters latest) {
    metrics.ifPresent(each -> each.latest(latest));
  }

  void rules(LiveRules rules) {
    metrics.ifPresent(each -> each.reloads(rules, LiveRules::reloads, LiveRules::refusals));
  }

  /** The topics of submissions and who takes them, most urgent first. */
  void queue(Map<String, String> groups) {
    metrics.ifPresent(each -> {
      QueueLag follower = new QueueLag(config.client(), groups, PATIENCE);
      closer.add(follower::close);
      lag.set(Optional.of(follower));
      groups.keySet().forEach(topic -> each.queueLag(topic, () -> follower.of(topic)));
      watch("queue-watch", follower::refresh);
    });
  }

  private void watch(String name, Watch.Look look) {
    Watch watch = Watch.start(name, EVERY, look);
    closer.add(watch::close);
  }

  void outlet(KafkaOutlet outlet) {
    metrics.ifPresent(each -> each.progressDropped(outlet.progress()::dropped));
  }

  void intake(ShareIntake intake) {
    metrics.ifPresent(each -> each.intake(intake.counters()));
    var _ = work.updateAndGet(trouble -> trouble.filter(each -> !each.equals(STARTING)));
  }

  Judging around(Judging judging) {
    Judging measured =
        metrics.<Judging>map(each -> new MeasuredJudging(judging, each)).orElse(judging);
    return tracing.map(each -> each.around(measured)).orElse(measured);
  }

  Outlet around(Outlet outlet) {
    Outlet measured = metrics.<Outlet>map(each -> new MeasuredOutlet(outlet, each)).orElse(outlet);
    return tracing.map(each -> each.around(measured)).orElse(measured);
  }

  JudgeCallback taking(JudgeCallback callback) {
    JudgeCallback measured =
        metrics.<JudgeCallback>map(each -> new MeasuredCallback(callback, each)).orElse(callback);
    return tracing.map(each -> each.taking(measured)).orElse(measured);
  }

  /** Of the records of verdicts: the trace that they belong to. */
  Supplier<Map<String, String>> headers() {
    return tracing.<Supplier<Map<String, String>>>map(_ -> Tracing::headers).orElse(Map::of);
  }

  /** Where it listens. */
  Optional<ListenAddress> listening() {
    return server.map(StatusServer::address);
  }

  /** No longer ready, while what is in hand is finished. */
  void ending() {
    work.set(Optional.of("the worker is draining"));
  }
}
