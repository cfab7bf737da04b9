package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.worker.guest.GuestTransport.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * QEMU's control socket (QMP, docs/interop/qmp-spec.txt of QEMU): one command at a time. QEMU is a
 * program of ours, so it is waited for without a limit; who started it ends it when it takes too
 * long, and that ends the waiting.
 */
final class Qmp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT = "event";
  private final Connection connection;
  private final BufferedReader in;
  private final List<JsonNode> events = new ArrayList<>();

  /** QEMU did not do what it was told to, and this is why. */
  static final class Refused extends IOException {
    @Serial private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private Qmp(Connection connection) {
    this.connection = connection;
    this.in = new BufferedReader(new InputStreamReader(connection.in(), StandardCharsets.UTF_8));
  }

  /** Is greeted; from then on QEMU has all that its command line names. */
  static Qmp greet(Connection connection) throws IOException {
    Qmp qmp = new Qmp(connection);
    boolean greeted = false;
    try {
      if (!qmp.read().has("QMP")) {
        throw new IOException("The control socket is not QEMU's");
      }
      qmp.tell("qmp_capabilities", Map.of());
      greeted = true;
      return qmp;
    } finally {
      if (!greeted) {
        qmp.close();
      }
    }
  }

  /**
   * Has a command done and returns its answer.
   *
   * @throws Refused when QEMU says that it cannot be done
   * @throws IOException when QEMU is gone
   */
  JsonNode tell(String command, Map<String, ?> arguments) throws IOException {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("execute", command);
    message.set("arguments", JSON.valueToTree(arguments));
    connection.out().write((message + "\n").getBytes(StandardCharsets.UTF_8));
    connection.out().flush();
    while (true) {
      JsonNode answer = read();
      if (answer.has("error")) {
        throw new Refused(
            "QEMU refused " + command + ": " + answer.path("error").path("desc").asText());
      }
      if (answer.has("return")) {
        return answer.path("return");
      }
      events.add(answer);
    }
  }

  /** Waits until the device of that id is no more. */
  void awaitDeleted(String device) throws IOException {
    while (events.stream().noneMatch(event -> isDeletionOf(device, event))) {
      JsonNode next = read();
      if (next.has(EVENT)) {
        events.add(next);
      }
    }
    events.clear();
  }

  private static boolean isDeletionOf(String device, JsonNode event) {
    return event.path(EVENT).asText().equals("DEVICE_DELETED")
        && event.path("data").path("device").asText().equals(device);
  }

  private JsonNode read() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("QEMU ended");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
