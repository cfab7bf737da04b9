package gavel.worker.app;

import static gavel.worker.KafkaFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import gavel.model.topic.VerdictRecord;
import gavel.testcases.store.StoreWriter;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Executors and stores that go away under a real worker: nothing is lost or counted against. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class OutageIT {
  private static final String TWICE =
      "#include <iostream>\nint main(){long a;std::cin>>a;std::cout<<2*a<<std::endl;}\n";

  private static final String SECRET = "test/store+secret";

  private final HttpClient http = HttpClient.newHttpClient();
  private final SignedRequests signatures = new SignedRequests(SECRET);
  private Path directory;
  private HttpServer store;
  private RunningBroker broker;
  private Executor executor;
  private WorkerProcess worker;
  private PipelineClient topics;
  private String address;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    PackageOnDisk.twice(Files.createDirectories(directory.resolve("problems")), "twice")
        .with(".timelimit", "10\n");
    Files.createDirectories(directory.resolve("store"));
    store = serve(0);
    broker = RunningBroker.start();
    executor = new Executor(directory);
    topics = new PipelineClient(broker);
    worker =
        WorkerProcess.start(
            "patient",
            broker.client().getOrDefault("bootstrap.servers", ""),
            directory.resolve("problems"),
            executor,
            ProcessBuilder.Redirect.to(directory.resolve("worker.log").toFile()),
            List.of(
                "--http.listen=127.0.0.1:0",
                "--problems.store.url=http://127.0.0.1:" + store.getAddress().getPort() + "/bucket",
                "--problems.store.access_key=" + SignedRequests.KEY,
                "--problems.store.secret_key=" + SECRET,
                "--problems.store.region=eu-west-1",
                "--problems.store.cache=" + directory.resolve("cache"),
                "--problems.store.refresh=0ms"));
    address = worker.ready.substring(worker.ready.indexOf("http=") + 5);
  }

  /** A private bucket. */
  private HttpServer serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            0,
            "/bucket/",
            SimpleFileServer.createFileHandler(directory.resolve("store")),
            signatures);
    server.start();
    return server;
  }

  @AfterAll
  void end() throws Exception {
    http.close();
    try (RunningBroker _ = broker;
        Executor _ = executor;
        WorkerProcess ended = worker) {
      assertThat(ended.end()).isZero();
    } finally {
      store.stop(0);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
        BodyHandlers.ofString());
  }

  private double value(String metric) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(metric + " is not exported"));
  }

  private void awaitValue(String metric, double least) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(value(metric)).as(metric).isGreaterThanOrEqualTo(least));
  }

  /** Of several that were taken together one may have been handed to another slot, once. */
  private void assertNoDeliveryIsLost(String... ids) {
    for (String id : ids) {
      VerdictRecord verdict = topics.awaitVerdict(id);
      assertThat(verdict).as(id).returns("AC", VerdictRecord::verdict);
      assertThat(verdict.deliveryCount()).as(id).isLessThanOrEqualTo(2);
      assertThat(topics.verdicts(id)).hasSize(1);
      assertThat(topics.deadLetters(id)).isEmpty();
    }
  }

  @Test
  void whatIsInHandWaitsForAnExecutorThatDied() throws Exception {
    double openings = value("gavel_circuit_openings_total{circuit=\"guest\"}");
    double released = value("gavel_records_released_total");
    executor.crash();
    for (String id : List.of("dead-1", "dead-2", "dead-3")) {
      topics.submit(id, "twice", TWICE);
    }
    awaitOutage(openings);
    executor.restart();
    assertNoDeliveryIsLost("dead-1", "dead-2", "dead-3");
    assertThat(value("gavel_records_released_total")).isLessThanOrEqualTo(released + 3);
    assertThat(value("gavel_retries_total{of=\"guest\"}")).isPositive();
    await().atMost(PATIENCE).until(() -> get("/ready").statusCode() == 200);
  }

  private void awaitOutage(double openings) throws Exception {
    awaitValue("gavel_circuit_openings_total{circuit=\"guest\"}", openings + 1);
    awaitValue("gavel_circuit_waiting{circuit=\"guest\"}", 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          HttpResponse<String> ready = get("/ready");
          assertThat(ready.statusCode()).isEqualTo(503);
          assertThat(ready.body()).contains("{\"name\":\"guests\",\"ok\":false");
        });
  }

  @Test
  void whatIsInHandWaitsForAnExecutorThatTalksNonsense() throws Exception {
    double openings = value("gavel_circuit_openings_total{circuit=\"guest\"}");
    executor.crash();
    Files.deleteIfExists(executor.socket());
    try (ServerSocketChannel impostor =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(executor.socket()))) {
      Thread.ofPlatform().daemon().start(() -> talkNonsense(impostor));
      topics.submit("nonsense", "twice", TWICE);
      awaitOutage(openings);
    }
    Files.deleteIfExists(executor.socket());
    executor.restart();
    assertNoDeliveryIsLost("nonsense");
  }

  private static void talkNonsense(ServerSocketChannel impostor) {
    try {
      while (impostor.isOpen()) {
        try (SocketChannel caller = impostor.accept()) {
          caller.write(
              ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
      }
    } catch (AsynchronousCloseException over) {
      // the test is over
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void publish(String id) throws IOException {
    Path packages = Files.createDirectories(directory.resolve("unpacked"));
    PackageOnDisk problem = PackageOnDisk.twice(packages, id).with(".timelimit", "10\n");
    new StoreWriter(directory.resolve("store")).write(problem.read());
  }

  @Test
  void onlyProblemsThatAreNowhereElseWaitForTheStore() throws Exception {
    publish("cached");
    publish("fresh");
    topics.submit("cached-1", "cached", TWICE);
    topics.awaitVerdict("cached-1");
    int port = store.getAddress().getPort();
    store.stop(0);
    topics.submit("fresh-1", "fresh", TWICE);
    topics.submit("fresh-2", "fresh", TWICE);
    topics.submit("cached-2", "cached", TWICE);
    assertNoDeliveryIsLost("cached-2");
    awaitValue("gavel_circuit_expiries_total{circuit=\"store\"}", 3);
    assertThat(value("gavel_circuit_open{circuit=\"store\"}")).isEqualTo(1);
    assertThat(topics.verdicts("fresh-1")).isEmpty();
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    store = serve(port);
    assertNoDeliveryIsLost("fresh-1", "fresh-2");
    awaitValue("gavel_circuit_failures_total{circuit=\"store\"}", 2);
  }

  @Test
  void aStoreThatRefusesIsOneThatIsNotThere() throws Exception {
    publish("locked");
    String expired = "gavel_circuit_expiries_total{circuit=\"store\"}";
    double before = value(expired);
    signatures.expect("another secret");
    topics.submit("locked-1", "locked", TWICE);
    awaitValue(expired, before + 1);
    assertThat(topics.verdicts("locked-1")).isEmpty();
    assertThat(topics.deadLetters("locked-1")).isEmpty();
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    signatures.expect(SECRET);
    assertNoDeliveryIsLost("locked-1");
    List<String> log = Files.readAllLines(directory.resolve("worker.log"));
    assertThat(log)
        .filteredOn(line -> line.contains("store is taken to be gone") && line.contains("403"))
        .singleElement(STRING)
        .contains(
            "/bucket/problems/locked.json: status 403 (SignatureDoesNotMatch); see"
                + " problems.store.access_key");
    assertThat(log).noneMatch(line -> line.contains(SECRET));
  }
}
