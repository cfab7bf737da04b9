package gavel.testcases.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/** A real web server on a directory, which can be told to misbehave. */
final class StoreServer implements AutoCloseable {
  /** What it does instead of serving an object. */
  interface Misbehaviour {
    /** Whether this answered. */
    boolean answer(HttpExchange exchange) throws IOException;
  }

  private final Path directory;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Misbehaviour misbehaviour = _ -> false;

  /** What was asked for, each with the status. */
  final List<String> log = new CopyOnWriteArrayList<>();

  StoreServer(Path directory) throws IOException {
    this.directory = directory;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/bucket");
  }

  void misbehave(Misbehaviour how) {
    misbehaviour = how;
  }

  /** Never answers archives, until the server is closed. */
  void hangOn(String part) {
    misbehave(exchange -> {
      if (!exchange.getRequestURI().getPath().contains(part)) {
        return false;
      }
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      try {
        closed.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      return true;
    });
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (misbehaviour.answer(exchange)) {
        log(exchange, exchange.getResponseCode());
        return;
      }
      String path = exchange.getRequestURI().getPath();
      Path file = directory.resolve(path.substring("/bucket/".length())).normalize();
      if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
        status(exchange, 404);
        return;
      }
      byte[] content = Files.readAllBytes(file);
      CRC32 crc = new CRC32();
      crc.update(content);
      String tag = "\"" + Long.toHexString(crc.getValue()) + "\"";
      if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        status(exchange, 304);
        return;
      }
      exchange.getResponseHeaders().set("ETag", tag);
      log(exchange, 200);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  void status(HttpExchange exchange, int status) throws IOException {
    log(exchange, status);
    exchange.sendResponseHeaders(status, -1);
  }

  private void log(HttpExchange exchange, int status) {
    String path = exchange.getRequestURI().getPath();
    log.add(
        status
            + " "
            + path.substring(
                "/bucket/".length(), Math.min(path.length(), "/bucket/archives".length()))
            + Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(given -> " " + given)
                .orElse(""));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
