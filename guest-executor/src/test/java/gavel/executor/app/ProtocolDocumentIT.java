package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays every example of docs/protocol.md; what differs from run to run is compared by type. */
@Tag("sandbox")
class ProtocolDocumentIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("^```(lines|frames)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("\"artifact\":\"([0-9a-f]{64})\"");
  private static final Set<String> VARYING = Set.of("agent", "hostname", "load", "output", "first");
  private static final Set<String> SHOWN = Set.of("c", "cpp", "java", "python");
  private static final String NOT_EVERYWHERE = "processes_peak";
  private static final String NO_ARTIFACT = "0".repeat(64);
  @TempDir Path temporary;
  private String artifact = NO_ARTIFACT;

  @Test
  void theExamples() throws Exception {
    String document = Files.readString(Path.of("..", "docs", "protocol.md"));
    List<String> kinds = new ArrayList<>();
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1, languages())) {
      Matcher example = EXAMPLE.matcher(document);
      while (example.find()) {
        try (SocketChannel channel = executor.channel()) {
          replay(channel, example.group(1), example.group(2).lines().toList());
        }
        kinds.add(example.group(1));
        executor.assertIdle();
      }
    }
    assertThat(kinds).hasSizeGreaterThan(10).contains("lines", "frames");
  }

  /** Those that the examples show, of whatever is bundled. */
  private Path languages() throws IOException {
    String others =
        Languages.bundled().all().stream()
            .map(LanguageDefinition::id)
            .filter(id -> !SHOWN.contains(id))
            .map(id -> id + ": false\n")
            .collect(Collectors.joining());
    return Files.writeString(temporary.resolve("languages.yaml"), others);
  }

  /** One message, and the raw frames of its bodies as the document writes them. */
  private record Unit(String message, List<String> frames) {
    /** What is in no order among each other: requests, and the streams of one. */
    String key() {
      ObjectNode json = StrictJson.readObject(bytes(message));
      return json.path("id").asText() + " " + json.path("stream").asText();
    }
  }

  /** Answers between two requests may come in another order than in the document. */
  private void replay(SocketChannel channel, String kind, List<String> lines) throws IOException {
    boolean framed = kind.equals("frames");
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
    for (int at = 0; at < lines.size(); ) {
      if (lines.get(at).startsWith("> ")) {
        String content = current(lines.get(at++).substring(2));
        out.write(framed ? frame(content) : bytes(content + "\n"));
      } else {
        List<Unit> expected = new ArrayList<>();
        while (at < lines.size() && lines.get(at).startsWith("< ")) {
          at = addUnit(lines, at, framed, expected);
        }
        for (int answers = expected.size(); answers > 0; answers--) {
          assertOneOf(expected, framed ? readUnit(in) : new Unit(readLine(in), List.of()));
        }
      }
    }
  }

  private static int addUnit(List<String> lines, int at, boolean framed, List<Unit> units) {
    String first = lines.get(at).substring(2);
    int next = at + 1;
    List<String> frames = new ArrayList<>();
    while (framed && next < lines.size() && lines.get(next).startsWith("< 8")) {
      String raw = lines.get(next++).substring(2);
      assertThat(frame(raw)).isNotEmpty();
      frames.add(raw);
    }
    if (framed) {
      assertThat(frame(first)).isNotEmpty();
    }
    units.add(new Unit(framed ? first.substring(9) : first, frames));
    return next;
  }

  private static Unit readUnit(DataInputStream in) throws IOException {
    String message = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    List<String> frames = new ArrayList<>();
    int open = StrictJson.readObject(bytes(message)).path("bodies").size();
    while (open > 0) {
      int header = in.readInt();
      String content =
          new String(in.readNBytes(header & 0x7fff_ffff), StandardCharsets.UTF_8)
              .replace("\n", "\\n");
      open -= content.isEmpty() ? 1 : 0;
      frames.add("%08x %s".formatted(header, content).strip());
    }
    return new Unit(message, frames);
  }

  private void assertOneOf(List<Unit> expected, Unit actual) {
    Unit match =
        expected.stream()
            .filter(unit -> unit.key().equals(actual.key()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("Nobody waits for " + actual));
    expected.remove(match);
    assertAnswer(actual.message(), match.message());
    assertThat(actual.frames()).isEqualTo(match.frames());
  }

  /** Artifacts are named by what they are made of, the language's definition included. */
  private String current(String request) {
    return ARTIFACT
        .matcher(request)
        .replaceAll(found ->
            found.group(1).equals(NO_ARTIFACT)
                ? found.group()
                : "\"artifact\":\"" + artifact + "\"");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] content(String frame) {
    return bytes(frame.length() < 10 ? "" : frame.substring(9).replace("\\n", "\n"));
  }

  private static int header(String frame) {
    return Integer.parseUnsignedInt(frame.substring(0, 8), 16);
  }

  private static byte[] frame(String frame) {
    byte[] content = content(frame);
    assertThat(header(frame) & 0x7fff_ffff).as(frame).isEqualTo(content.length);
    return java.nio.ByteBuffer.allocate(Integer.BYTES + content.length)
        .putInt(header(frame))
        .put(content)
        .array();
  }

  private static String readLine(DataInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The executor hung up after: " + line);
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private void assertAnswer(String actual, String expected) {
    Matcher made = ARTIFACT.matcher(actual);
    if (made.find()) {
      artifact = made.group(1);
    }
    assertThat(typed(StrictJson.readObject(bytes(actual))).toString())
        .as(actual)
        .isEqualTo(typed(StrictJson.readObject(bytes(expected))).toString());
  }

  /** The same with values that vary replaced by their types. */
  private static JsonNode typed(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(NOT_EVERYWHERE);
      object.properties().forEach(field -> field.setValue(typed(field.getKey(), field.getValue())));
    } else if (node instanceof ArrayNode array) {
      array.forEach(ProtocolDocumentIT::typed);
    }
    return node;
  }

  private static JsonNode typed(String name, JsonNode value) {
    boolean varies =
        VARYING.contains(name)
            || name.endsWith("_ms")
            || name.endsWith("_bytes")
            || name.equals("version")
            || name.equals("artifact");
    return varies ? StrictJson.object().textNode(value.getNodeType().toString()) : typed(value);
  }
}
