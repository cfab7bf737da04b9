package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.json.StrictJson;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.model.protocol.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Peers that do not keep to the protocol: each gets an error or is hung up on, nobody else minds.
 */
@Tag("sandbox")
class HostilePeerIT {
  private static final int CONNECTIONS = 64;
  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  @AfterEach
  void theExecutorServesOthers() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> {
          try (TestPeer peer = executor.connect()) {
            assertThat(peer.ask(new HealthCheck("1"))).isInstanceOf(Health.class);
          }
        });
    executor.assertIdle();
  }

  private static byte[] framed(int length, String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(length);
    out.write(json.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] framed(String json) throws IOException {
    return framed(json.getBytes(StandardCharsets.UTF_8).length, json);
  }

  /** What comes back until the executor hangs up, after the bytes and the end of what is sent. */
  private static byte[] exchange(byte[] bytes) throws IOException {
    try (SocketChannel channel = executor.channel()) {
      send(channel, bytes);
      shutdownOutput(channel);
      return received(Channels.newInputStream(channel));
    }
  }

  /** A connection that is closed before all was read from it is reset. */
  private static byte[] received(InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    return bytes.toByteArray();
  }

  private static void shutdownOutput(SocketChannel channel) {
    try {
      channel.shutdownOutput();
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageContaining("not connected");
    }
  }

  /** The executor may hang up before all is sent. */
  private static void send(SocketChannel channel, byte[] bytes) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageContaining("pipe");
    }
  }

  private static Failure failure(byte[] answer) {
    byte[] json = java.util.Arrays.copyOfRange(answer, Integer.BYTES, answer.length);
    return (Failure) MessageCodec.decodeMessage(StrictJson.readObject(json));
  }

  @Test
  void aHugeLength() throws Exception {
    Failure refused = failure(exchange(framed(0x7fff_ffff, "")));
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.id()).isEmpty();
    assertThat(refused.message()).contains("2147483647").contains("16777216");
  }

  @Test
  void aRawFrameOutOfPlace() throws Exception {
    assertThat(failure(exchange(framed(0x8000_0003, "abc"))).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"type\":\"health_check\",\"type\":\"hello\"}",
        "{\"a\":1} {\"b\":2}",
        "\u0000\u0001",
        "{\"bodies\":7}",
        "{\"bodies\":[{\"name\":\"x\",\"size\":-1}]}",
        "{\"bodies\":[{\"name\":\"x\",\"size\":1.5}]}",
        "{\"bodies\":[{\"name\":\"x\",\"size\":9223372036854775807}]}"
      })
  void whatIsNoMessage(String json) throws Exception {
    Failure refused = failure(exchange(framed(json)));
    assertThat(refused.id()).isEmpty();
    assertThat(refused.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
  }

  @Test
  void deepNesting() throws Exception {
    String nested = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThat(failure(exchange(framed(nested))).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void halfFrames() throws Exception {
    String compile =
        "{\"type\":\"put_blob\",\"id\":\"1\",\"sha256\":\""
            + "0".repeat(64)
            + "\",\"bodies\":[{\"name\":\"blob\",\"size\":5000000}]}";
    byte[] whole = framed(compile);
    for (int length = 0; length <= whole.length; length++) {
      assertThat(exchange(java.util.Arrays.copyOf(whole, length))).isEmpty();
    }
    byte[] body = java.util.Arrays.copyOf(whole, whole.length + 3_000_000);
    ByteBuffer.wrap(body, whole.length, Integer.BYTES).putInt(0x8000_0000 | 5_000_000);
    assertThat(exchange(body)).isEmpty();
  }

  @Test
  void garbage() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      if (round % 2 == 0 && bytes.length > 0) {
        bytes[0] = '{';
      }
      exchange(bytes);
    }
  }

  @Test
  void anEndlessLine() throws Exception {
    byte[] line = new byte[17 << 20];
    java.util.Arrays.fill(line, (byte) ' ');
    line[0] = '{';
    String answer = new String(exchange(line), StandardCharsets.UTF_8);
    assertThat(answer).contains("\"code\":\"too_large\"");
  }

  @Test
  void aPeerThatAsksAndNeverReads() throws Exception {
    byte[] request =
        framed("{\"type\":\"execute\",\"id\":\"1\",\"language\":\"python\",\"code\":\"\"}");
    try (SocketChannel channel = executor.channel()) {
      channel.configureBlocking(false);
      ByteBuffer left = ByteBuffer.wrap(request);
      int stuck = 0;
      while (stuck < 50_000) {
        stuck = channel.write(left) == 0 ? stuck + 1 : 0;
        if (!left.hasRemaining()) {
          left.rewind();
        }
      }
      assertThat(threads("request-")).isLessThan(32);
    }
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }

  @Test
  void aFloodOfConnections() throws Exception {
    List<SocketChannel> open = new ArrayList<>();
    try {
      for (int number = 0; number < 200; number++) {
        SocketChannel channel = executor.channel();
        open.add(channel);
        send(channel, framed("{\"type\":\"health_check\",\"id\":\"1\"}"));
      }
      int answered = 0;
      for (SocketChannel channel : open) {
        answered += isAnswered(channel) ? 1 : 0;
      }
      assertThat(answered).isBetween(1, CONNECTIONS);
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }

  private static boolean isAnswered(SocketChannel channel) {
    try {
      return Channels.newInputStream(channel).read() >= 0;
    } catch (IOException hungUp) {
      return false;
    }
  }
}
