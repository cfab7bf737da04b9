package gavel.worker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, with requests that no library would send. */
class StatusServerIT {
  private StatusServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        StatusServer.start(
            new ListenAddress("127.0.0.1", 0),
            Map.of("/a", () -> Page.text("text/plain", "hello")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String ask(String request) throws IOException {
    return ask(request, "");
  }

  private String ask(String request, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write((request + "\r\nHost: x\r\nConnection: close\r\n\r\n" + body).getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void servesPages() throws IOException {
    assertThat(ask("GET /a HTTP/1.1")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhello");
    assertThat(ask("GET /a?x=1 HTTP/1.1")).startsWith("HTTP/1.1 200 ").contains("no-store");
  }

  @Test
  void saysOnlyHowLongItWouldBe() throws IOException {
    assertThat(ask("HEAD /a HTTP/1.1"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Length: 5")
        .endsWith("\r\n\r\n");
  }

  @Test
  void refusesInJson() throws IOException {
    assertRefused(ask("GET /b HTTP/1.1"), 404, "not_found");
    assertRefused(ask("GET /a/ HTTP/1.1"), 404, "not_found");
    assertRefused(ask("POST /a HTTP/1.1"), 405, "method_not_allowed");
    assertRefused(ask("TRACE /a HTTP/1.1"), 405, "method_not_allowed");
    assertRefused(ask("GET /a HTTP/1.1\r\nContent-Length: 5", "hello"), 413, "too_large");
    assertRefused(ask("GET /" + "a".repeat(2000) + " HTTP/1.1"), 414, "too_long");
    assertThat(ask("POST /a HTTP/1.1")).containsIgnoringCase("Allow: GET, HEAD");
  }

  private static void assertRefused(String answer, int status, String error) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(StrictJson.readObject(body.getBytes(US_ASCII)).path("error").asText())
        .isEqualTo(error);
  }

  /** Over the bound of a server that was in use in this JVM before ours could set its own, too. */
  @Test
  void headersHaveABound() throws IOException {
    assertThat(answerOrNothing("GET /a HTTP/1.1\r\nX: " + "x".repeat(1_000_000)))
        .doesNotContain("hello");
    assertThat(ask("GET /a HTTP/1.1")).endsWith("hello");
  }

  /** The server need not read to the end what it will not answer. */
  private String answerOrNothing(String request) throws IOException {
    try {
      return ask(request);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Test
  void saysWhatToDoWhenThePortIsTaken() {
    assertThatThrownBy(() -> StatusServer.start(server.address(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Tried to listen on 127.0.0.1:" + server.address().port())
        .hasMessageContaining("set http.listen to a free one, or to off");
    assertThatThrownBy(
            () -> StatusServer.start(new ListenAddress("no.such.host.invalid", 0), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no address of that name is known");
  }
}
