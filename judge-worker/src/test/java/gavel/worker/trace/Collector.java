package gavel.worker.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces on the loopback interface, which keeps what it is sent with a login. */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonNode> spans = new CopyOnWriteArrayList<>();

  /**
   * Listens on a port that is free.
   *
   * @param login the value of the header {@code Authorization} without which nothing is taken
   */
  public Collector(String login) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
              exchange.sendResponseHeaders(401, -1);
              return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            StrictJson.readObject(body)
                .path("resourceSpans")
                .forEach(resource ->
                    resource
                        .path("scopeSpans")
                        .forEach(scope -> scope.path("spans").forEach(spans::add)));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  /** What a worker is told. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The spans of a trace so far. */
  public List<JsonNode> spans(String trace) {
    return spans.stream().filter(span -> span.path("traceId").asText().equals(trace)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
