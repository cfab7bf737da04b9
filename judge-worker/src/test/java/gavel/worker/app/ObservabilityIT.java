package gavel.worker.app;

import static gavel.worker.KafkaFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.topic.Topics;
import gavel.worker.trace.Collector;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the real worker says about itself, with a real broker and a real executor. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class ObservabilityIT {
  private static final String TWICE =
      "#include <iostream>\nint main(){long a;std::cin>>a;std::cout<<2*a<<std::endl;}\n";

  /** What a submission that is accepted and another that is refused add one to. */
  private static final List<String> ONE_MORE =
      List.of(
          "gavel_verdicts_total{language=\"cpp\",verdict=\"AC\"}",
          "gavel_dead_letters_total{reason=\"unknown_problem\"}",
          "gavel_compile_time_seconds_count{language=\"cpp\"}",
          "gavel_judging_time_seconds_count{language=\"cpp\"}",
          "gavel_publish_time_seconds_count",
          "gavel_queue_time_seconds_count");

  private static final Pattern METRIC =
      Pattern.compile("(?:gavel|jvm|process)_[a-z_]+(?=[^a-z_.-])");

  private final HttpClient http = HttpClient.newHttpClient();
  private Path directory;
  private Path log;
  private Collector collector;
  private RunningBroker broker;
  private Executor executor;
  private WorkerProcess worker;
  private PipelineClient topics;
  private String address;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    log = directory.resolve("worker.log");
    PackageOnDisk.twice(Files.createDirectories(directory.resolve("problems")), "twice")
        .with(".timelimit", "10\n");
    collector = new Collector("Bearer open sesame");
    broker = RunningBroker.start();
    executor = new Executor(directory);
    topics = new PipelineClient(broker);
    worker = startWorker("observed", log, "127.0.0.1:0");
    assertThat(worker.ready).startsWith("ready worker=observed slots=1 http=127.0.0.1:");
    address = worker.ready.substring(worker.ready.indexOf("http=") + 5);
  }

  private WorkerProcess startWorker(String name, Path logFile, String listen) throws IOException {
    return WorkerProcess.start(
        name,
        broker.client().getOrDefault("bootstrap.servers", ""),
        directory.resolve("problems"),
        executor,
        Redirect.to(logFile.toFile()),
        List.of(
            "--http.listen=" + listen,
            "--worker.log_format=json",
            "--otel.endpoint=" + collector.endpoint(),
            "--otel.headers=X-Tenant=judge,authorization=Bearer%20open%20sesame"));
  }

  @AfterAll
  void end() throws Exception {
    http.close();
    try (Collector _ = collector;
        RunningBroker _ = broker;
        Executor _ = executor;
        WorkerProcess ended = worker) {
      assertThat(ended.end()).isZero();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
        BodyHandlers.ofString());
  }

  private void awaitMetric(String line) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("/metrics").body().lines()).contains(line));
  }

  private void awaitReady(int status, String content) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          HttpResponse<String> ready = get("/ready");
          assertThat(ready.body()).contains(content);
          assertThat(ready.statusCode()).isEqualTo(status);
        });
  }

  /** The tests share the worker, so counts are compared with what they were. */
  private double value(String metric) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private void awaitValue(String metric, double expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(value(metric)).as(metric).isEqualTo(expected));
  }

  /** Of what other tests sent nothing is left to be counted. */
  private void awaitIdle() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(value("gavel_queue_lag_records{topic=\"gavel.submissions\"}")).isZero();
          assertThat(value("gavel_records_accepted_total") + value("gavel_records_released_total"))
              .isEqualTo(value("gavel_records_taken_total"));
        });
  }

  @Test
  void countsWhatItJudges() throws Exception {
    awaitIdle();
    Map<String, Double> before = new LinkedHashMap<>();
    for (String metric : ONE_MORE) {
      before.put(metric, value(metric));
    }
    double accepted = value("gavel_records_accepted_total");
    topics.submit("measured", "twice", TWICE);
    topics.submit("lost", "no-such-problem", TWICE);
    topics.awaitVerdict("measured");
    topics.awaitDeadLetter("lost");
    before.forEach((metric, count) -> awaitValue(metric, count + 1));
    awaitValue("gavel_records_accepted_total", accepted + 2);
    awaitMetric("gavel_queue_lag_records{topic=\"gavel.submissions\"} 0.0");
    awaitMetric("gavel_slots_busy 0.0");
    awaitMetric("gavel_latest_lag_records 0.0");
    awaitMetric("gavel_latest_working 1.0");
    await().atMost(PATIENCE).until(() -> isLatest("measured"));
    assertThat(value("gavel_latest_written_total")).isPositive();
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body().lines()).contains("gavel_slots 1.0");
    assertThat(metrics.body()).doesNotContain("no-such-problem", "measured");
  }

  private boolean isLatest(String id) {
    return IntStream.range(0, 4)
        .mapToObj(partition -> broker.read(Topics.LATEST_VERDICTS, partition))
        .flatMap(List::stream)
        .anyMatch(record -> new String(record.key(), UTF_8).equals(id));
  }

  @Test
  void isReadyAndAlive() throws Exception {
    awaitReady(200, "\"status\":\"ok\"");
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).contains("\"worker\":\"observed\"");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    awaitMetric("gavel_ready 1.0");
  }

  @Test
  void isNotReadyWithoutAnExecutor() throws Exception {
    awaitReady(200, "\"status\":\"ok\"");
    executor.crash();
    awaitReady(503, "{\"name\":\"guests\",\"ok\":false");
    assertThat(get("/health").statusCode()).isEqualTo(200);
    executor.restart();
    awaitReady(200, "\"status\":\"ok\"");
    topics.submit("again", "twice", TWICE);
    topics.awaitVerdict("again");
    assertThat(value("gavel_guest_restarts_total")).isPositive();
  }

  @Test
  void logsAnObjectForEachLine() throws Exception {
    topics.submit("logged", "twice", TWICE);
    topics.awaitVerdict("logged");
    await().atMost(PATIENCE).until(() -> judgement("logged").isPresent());
    for (String line : Files.readAllLines(log)) {
      ObjectNode event = StrictJson.readObject(line.getBytes(UTF_8));
      assertThat(event.path("level").asText()).isNotEmpty();
      assertThat(event.path("timestamp").asLong()).isPositive();
    }
    assertThat(judgement("logged").orElseThrow().path("mdc").path("submission").asText())
        .isEqualTo("logged");
  }

  private Optional<JsonNode> judgement(String id) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.endsWith("}"))
        .map(line -> (JsonNode) StrictJson.readObject(line.getBytes(UTF_8)))
        .filter(
            event -> event.path("formattedMessage").asText().startsWith("submission=" + id + " "))
        .findFirst();
  }

  @Test
  void tracesFromTheSubmissionToTheVerdict() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    SubmissionRecord submission =
        SubmissionRecord.of(
            "traced",
            "twice",
            "cpp",
            TWICE.getBytes(UTF_8),
            "main.cpp",
            Instant.parse("2026-01-02T03:04:05Z"));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.SUBMISSIONS, "traced".getBytes(UTF_8), StrictJson.write(submission));
    record.headers().add("traceparent", ("00-" + trace + "-00f067aa0ba902b7-01").getBytes(UTF_8));
    broker.produce(List.of(record));
    topics.awaitVerdict("traced");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(trace)).contains("submission"));
    assertThat(names(trace))
        .contains("queue", "judge", "compile", "test", "run", "check", "publish", "submission");
    String publish =
        collector.spans(trace).stream()
            .filter(span -> span.path("name").asText().equals("publish"))
            .map(span -> span.path("spanId").asText())
            .findFirst()
            .orElseThrow();
    assertThat(traceParentsOfVerdicts("traced"))
        .containsExactly("00-" + trace + "-" + publish + "-01");
    assertThat(Files.readString(log)).doesNotContain("sesame");
  }

  private List<String> names(String trace) {
    return collector.spans(trace).stream().map(span -> span.path("name").asText()).toList();
  }

  private List<String> traceParentsOfVerdicts(String id) {
    List<String> parents = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      broker.read(Topics.VERDICTS, partition).stream()
          .filter(record -> new String(record.key(), UTF_8).equals(id))
          .map(record -> new String(record.headers().lastHeader("traceparent").value(), UTF_8))
          .forEach(parents::add);
    }
    return parents;
  }

  @Test
  void everythingThatIsWatchedIsExported() throws Exception {
    topics.submit("watched", "twice", TWICE);
    topics.awaitVerdict("watched");
    awaitMetric("gavel_slots_busy 0.0");
    String exported = get("/metrics").body();
    Path watched = Path.of("../docker/observability");
    Set<String> names = new TreeSet<>();
    for (String file : List.of("alerts.yml", "grafana/gavel-workers.json")) {
      Matcher metric = METRIC.matcher(Files.readString(watched.resolve(file)));
      while (metric.find()) {
        names.add(metric.group());
      }
    }
    assertThat(names).hasSizeGreaterThan(20);
    List<String> known =
        exported
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .distinct()
            .toList();
    assertThat(known).containsAll(names);
    assertThat(Files.readString(Path.of("../docs/operations.md")))
        .contains(
            known.stream()
                .filter(name -> name.matches("gavel_.*(?<!_bucket|_sum|_count|_max)"))
                .toList());
  }

  @Test
  void aPortThatIsTakenIsOneLine() throws Exception {
    Path said = directory.resolve("second.log");
    try (WorkerProcess second = startWorker("second", said, address)) {
      assertThat(second.end()).isEqualTo(3);
    }
    assertThat(Files.readAllLines(said))
        .singleElement()
        .asString()
        .startsWith("gavel-worker: Tried to listen on " + address + ": ")
        .endsWith("set http.listen to a free one, or to off");
  }
}
