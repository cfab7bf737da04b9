package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.worker.guest.GuestTransport.Connection;
import gavel.worker.guest.UnixSocketTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The HTTP interface of a machine monitor on its Unix socket: one request at a time, JSON each way.
 *
 * <p>Only what these interfaces use of HTTP/1.1: a body has a Content-Length, and what is refused
 * has a status from 400 on with the reason in the body.
 */
record VmmApi(String name, Path socket) {
  private static final int LARGEST_HEAD = 16 * 1024;
  private static final int LARGEST_BODY = 1 << 20;
  private static final int FIRST_ERROR = 300;
  private static final String LINE_END = "\r\n";
  private static final String END = LINE_END + LINE_END;

  /**
   * Asks for something to be done.
   *
   * @throws IOException when it was refused; the message has the reason
   */
  void put(String path, JsonNode body) throws IOException {
    send("PUT", path, body.toString());
  }

  /** The same without a body. */
  void put(String path) throws IOException {
    send("PUT", path, "");
  }

  /**
   * Asks for something to be changed.
   *
   * @throws IOException when it was refused; the message has the reason
   */
  void patch(String path, JsonNode body) throws IOException {
    send("PATCH", path, body.toString());
  }

  private void send(String method, String path, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    List<String> head =
        new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: localhost"));
    head.add("Accept: application/json");
    if (content.length > 0) {
      head.add("Content-Type: application/json");
    }
    head.add("Content-Length: " + content.length);
    try (Connection connection = new UnixSocketTransport(socket).connect()) {
      connection
          .out()
          .write((String.join(LINE_END, head) + END).getBytes(StandardCharsets.US_ASCII));
      connection.out().write(content);
      connection.out().flush();
      requireSuccess(method + " " + path, connection.in());
    }
  }

  private void requireSuccess(String request, InputStream in) throws IOException {
    String head = readHead(in);
    String[] status = head.lines().findFirst().orElse("").split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
      throw new IOException(name + " answered " + request + " with what is not HTTP");
    }
    String body = readBody(head, in);
    if (Integer.parseInt(status[1]) >= FIRST_ERROR) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s refused %s: %s %s", name, request, status[1], body.strip()));
    }
  }

  private String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith(END)) {
      int next = in.read();
      if (next < 0 || head.length() == LARGEST_HEAD) {
        throw new IOException(name + " broke off its answer");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private String readBody(String head, InputStream in) throws IOException {
    int length =
        head.lines()
            .map(line -> line.toLowerCase(Locale.ROOT))
            .filter(line -> line.matches("content-length: *\\d{1,9}"))
            .map(line -> Integer.valueOf(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElse(0);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(in.readNBytes(Math.min(length, LARGEST_BODY)));
    return body.toString(StandardCharsets.UTF_8);
  }
}
