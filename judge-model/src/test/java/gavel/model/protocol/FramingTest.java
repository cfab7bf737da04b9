package gavel.model.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.json.StrictJson;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  private static final Envelope HEALTH =
      Envelope.of(MessageCodec.encode(new GuestRequest.HealthCheck("1")));

  @TempDir Path dir;

  @Test
  void aMessageIsItsLengthAndJson() throws IOException {
    byte[] bytes = Envelopes.lengthPrefixed(HEALTH);
    assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(bytes.length - 4);
    assertThat(new String(bytes, 4, bytes.length - 4, UTF_8))
        .isEqualTo("{\"type\":\"health_check\",\"id\":\"1\"}");
  }

  @Test
  void aBodyFollowsItsMessageInRawFrames() throws IOException {
    Envelope envelope =
        new Envelope(StrictJson.object(), List.of(Body.ofBytes("b", "xyz".getBytes(UTF_8))));
    byte[] bytes = Envelopes.lengthPrefixed(envelope);
    assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(bytes, bytes.length - 11, bytes.length)))
        .isEqualTo("80000003" + "78797a" + "80000000");
  }

  @Test
  void theFirstByteTellsTheFraming() throws IOException {
    byte[] line = "{\"type\":\"health_check\",\"id\":\"1\"}\n\n".getBytes(UTF_8);
    assertThat(Envelopes.readAll(line, Envelopes.IN_MEMORY)).containsExactly(HEALTH);
    assertThat(Envelopes.readAll(Envelopes.lengthPrefixed(HEALTH), Envelopes.IN_MEMORY))
        .containsExactly(HEALTH);
    assertThat(Envelopes.readAll(new byte[0], Envelopes.IN_MEMORY)).isEmpty();
  }

  @Test
  void largeBodiesGoToFilesThatTheReceiverDeletes() throws IOException {
    byte[] content = new byte[3_000_000];
    Arrays.fill(content, (byte) 'a');
    Path source = Files.write(dir.resolve("source"), content);
    byte[] bytes =
        Envelopes.lengthPrefixed(
            new Envelope(StrictJson.object(), List.of(Body.ofFile("big", source))));
    Path received = Files.createDirectory(dir.resolve("received"));
    List<Envelope> read = Envelopes.readAll(bytes, BodyStore.in(received));
    assertThat(read)
        .singleElement()
        .satisfies(e -> assertThat(e.body("big").size()).isEqualTo(3_000_000));
    assertThat(Envelopes.content(read.getFirst().body("big"))).isEqualTo(content);
    assertThat(received).isNotEmptyDirectory();
    BodyStore.discard(read.getFirst());
    assertThat(received).isEmptyDirectory();
  }

  @Test
  void halfABodyLeavesNoFile() throws IOException {
    Path source = Files.write(dir.resolve("source"), new byte[2_000_000]);
    byte[] bytes =
        Envelopes.lengthPrefixed(
            new Envelope(StrictJson.object(), List.of(Body.ofFile("big", source))));
    Path received = Files.createDirectory(dir.resolve("received"));
    assertThatThrownBy(
            () -> Envelopes.readAll(Arrays.copyOf(bytes, 1_000_000), BodyStore.in(received)))
        .isInstanceOf(EOFException.class);
    assertThat(received).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80000001" + "00", // raw where a message is due
        "01000001", // over the cap
        "7fffffff",
        "00000001" + "7b", // not JSON
        "00000002" + "5b5d", // not an object
        "00000000"
      })
  void whatIsNoEnvelopeIsRefused(String hex) {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Envelopes.readAll(HexFormat.of().parseHex(hex), Envelopes.IN_MEMORY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bodies\":1}",
        "{\"bodies\":[{\"name\":\"a\",\"size\":-1}]}",
        "{\"bodies\":[{\"name\":\"a\",\"size\":1.5}]}",
        "{\"bodies\":[{\"name\":\"a\",\"size\":99999999999999999999}]}",
        "{\"bodies\":[{\"name\":\"a\",\"size\":2000000}]}",
        "{\"bodies\":[{\"name\":\"a\",\"size\":1000000},{\"name\":\"b\",\"size\":1000000}]}",
        "{\"bodies\":[{\"name\":\"a\",\"size\":9223372036854775807}]}"
      })
  void badAnnouncementsAreRefused(String json) {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Envelopes.readAll(frame(json), Envelopes.IN_MEMORY));
  }

  @Test
  void aBodyIsExactlyAsLongAsAnnounced() throws IOException {
    byte[] head = frame("{\"bodies\":[{\"name\":\"a\",\"size\":2}]}");
    for (String body : List.of("80000003616161", "800000016180000000", "80000002616180000001")) {
      byte[] bytes = concat(head, HexFormat.of().parseHex(body));
      assertThatExceptionOfType(ProtocolViolation.class)
          .isThrownBy(() -> Envelopes.readAll(bytes, Envelopes.IN_MEMORY))
          .withMessageContaining("'a'");
    }
  }

  @Test
  void aLineOverTheCapIsRefused() {
    byte[] line = new byte[Framing.MAX_FRAME + 2];
    Arrays.fill(line, (byte) '{');
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Envelopes.readAll(line, Envelopes.IN_MEMORY))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void aLineHasNoMoreBodiesThanAFrame() throws IOException {
    assertThat(Envelopes.readAll(bodies(Framing.MAX_BODIES), Envelopes.IN_MEMORY))
        .singleElement()
        .satisfies(read -> assertThat(read.bodies()).hasSize(Framing.MAX_BODIES));
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Envelopes.readAll(bodies(Framing.MAX_BODIES + 1), Envelopes.IN_MEMORY))
        .withMessage("bodies has over 4096")
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  private static byte[] bodies(int count) {
    String each =
        IntStream.range(0, count)
            .mapToObj(at -> "{\"name\":\"b" + at + "\",\"base64\":\"\"}")
            .collect(Collectors.joining(","));
    return ("{\"bodies\":[" + each + "]}\n").getBytes(UTF_8);
  }

  private static byte[] frame(String json) {
    byte[] utf8 = json.getBytes(UTF_8);
    return ByteBuffer.allocate(4 + utf8.length).putInt(utf8.length).put(utf8).array();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }
}
