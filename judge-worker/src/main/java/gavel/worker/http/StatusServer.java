package gavel.worker.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves a few pages, each made anew for each request, until it is closed. */
public final class StatusServer implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final int LONGEST_PATH = 1024;

  /**
   * What the JDK's server allows; it reads these when it is first used, and so for the whole
   * process. Times in seconds, sizes in bytes.
   */
  private static final Map<String, String> BOUNDS =
      Map.of(
          "jdk.httpserver.maxConnections", "64",
          "sun.net.httpserver.maxIdleConnections", "16",
          "sun.net.httpserver.idleInterval", "30",
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "10",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.maxReqHeaders", "64");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Supplier<Page>> pages;

  private StatusServer(HttpServer server, Map<String, Supplier<Page>> pages) {
    this.server = server;
    this.pages = new TreeMap<>(pages);
  }

  /**
   * Listens.
   *
   * @param pages by their paths
   * @throws IOException when it cannot; the message says what to do
   */
  public static StatusServer start(ListenAddress listen, Map<String, Supplier<Page>> pages)
      throws IOException {
    BOUNDS.forEach(System::setProperty);
    InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
    if (address.isUnresolved()) {
      throw refused(listen, "no address of that name is known", null);
    }
    try {
      StatusServer status = new StatusServer(HttpServer.create(address, BACKLOG), pages);
      status.server.setExecutor(status.threads);
      status.server.createContext("/", status::answer);
      status.server.start();
      return status;
    } catch (IOException taken) {
      throw refused(listen, String.valueOf(taken.getMessage()), taken);
    }
  }

  private static IOException refused(
      ListenAddress listen, String why, @Nullable IOException cause) {
    return new IOException(
        "Tried to listen on " + listen + ": " + why + "; set http.listen to a free one, or to off",
        cause);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page = page(exchange);
      byte[] content = page.content().getBytes(StandardCharsets.UTF_8);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", page.type());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(content.length));
        exchange.sendResponseHeaders(page.status(), -1);
      } else {
        exchange.sendResponseHeaders(page.status(), content.length);
        OutputStream body = exchange.getResponseBody();
        body.write(content);
        // before the rest of the request is waited for
        body.flush();
      }
    }
  }

  private Page page(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return refusal(exchange, 405, "method_not_allowed", "Only GET and HEAD are served");
    }
    if (hasBody(exchange.getRequestHeaders())) {
      return refusal(exchange, 413, "too_large", "Requests have no body here");
    }
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestURI().toString().length() > LONGEST_PATH) {
      return refusal(exchange, 414, "too_long", "No page has so long a path");
    }
    Supplier<Page> page = pages.get(path);
    return page == null
        ? Page.error(404, "not_found", "There are " + String.join(", ", pages.keySet()))
        : page.get();
  }

  private static boolean hasBody(Headers headers) {
    String length = headers.getFirst("Content-Length");
    return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  /** What else comes over the connection is not read. */
  private static Page refusal(HttpExchange exchange, int status, String code, String message) {
    exchange.getResponseHeaders().set("Connection", "close");
    return Page.error(status, code, message);
  }

  /** Where it listens, the port that was chosen included. */
  public ListenAddress address() {
    InetSocketAddress bound = server.getAddress();
    return new ListenAddress(bound.getAddress().getHostAddress(), bound.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
