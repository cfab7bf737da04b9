package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.GuestTransport.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Speaks the protocol in lines of JSON. */
final class LinePeer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Connection connection;
  private final BufferedReader in;

  private LinePeer(Connection connection) {
    this.connection = connection;
    this.in = new BufferedReader(new InputStreamReader(connection.in(), StandardCharsets.UTF_8));
  }

  static LinePeer connect(GuestTransport transport) throws IOException {
    return new LinePeer(transport.connect());
  }

  void say(Map<String, ?> message) throws IOException {
    connection
        .out()
        .write((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
    connection.out().flush();
  }

  JsonNode hear() throws IOException {
    String line = in.readLine();
    assertThat(line).as("The guest closed the connection").isNotNull();
    return JSON.readTree(line);
  }

  /** Everything up to the result or error. */
  List<JsonNode> ask(Map<String, ?> message) throws IOException {
    say(message);
    List<JsonNode> heard = new ArrayList<>();
    do {
      heard.add(hear());
    } while (List.of("ack", "log").contains(heard.getLast().path("type").asText()));
    return heard;
  }

  /** A body of the message, as text. */
  static String body(JsonNode message, String name) {
    for (JsonNode body : message.path("bodies")) {
      if (body.path("name").asText().equals(name)) {
        byte[] bytes = Base64.getDecoder().decode(body.path("base64").asText());
        return new String(bytes, StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
