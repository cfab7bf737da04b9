package gavel.executor.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.protocol.GuestMessage.Executed;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.GuestRequest.Stdin;
import gavel.model.protocol.LimitsOverride;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real executor process with little memory, and peers who try to take it. */
@Tag("sandbox")
class ResilienceIT {
  private static final int MANY = 60;
  private static final int MIB = 1 << 20;

  /** The heap, the JVM itself with as many threads as there are connections, and classes. */
  private static final int MOST_RESIDENT_KIB = (128 + 132) << 10;

  private static final int FIRST_UID = 100_000 + 16 * (int) ProcessHandle.current().pid();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir static Path temporary;
  private static Process process;

  @BeforeAll
  static void start() throws Exception {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dgavel.executor.patience=5",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--socket",
                socket().toString(),
                "--state-dir",
                state().toString(),
                "--slots",
                "1",
                "--first-uid",
                Integer.toString(FIRST_UID),
                "--until-stdin-ends")
            .redirectError(temporary.resolve("log").toFile())
            .start();
    BufferedReader out = process.inputReader(UTF_8);
    assertThat(out.readLine()).startsWith("ready ");
  }

  @AfterAll
  static void stop() throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(temporary.resolve("log"))).doesNotContain("ERROR", "OutOfMemory");
    assertThat(state().resolve("blobs")).doesNotExist();
  }

  private static Path socket() {
    return temporary.resolve("guest.sock");
  }

  private static Path state() {
    return temporary.resolve("state");
  }

  private static SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
  }

  private static TestPeer peer() throws IOException {
    return TestPeer.lengthPrefixed(connect(), temporary);
  }

  @AfterEach
  void theExecutorIsUnharmed() throws Exception {
    assertServes();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          for (String place : List.of("scratch", "bodies", "output")) {
            assertThat(state().resolve(place)).isEmptyDirectory();
          }
        });
    assertThat(residentKib()).isLessThan(MOST_RESIDENT_KIB);
  }

  /** On a busy machine even an honest peer may be too slow for deadlines as short as these. */
  private static void assertServes() {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(exitCodeOfAProgram()).isEqualTo(3));
  }

  private static int exitCodeOfAProgram() throws IOException {
    try (TestPeer peer = peer()) {
      Executed executed = peer.execute(Programs.execute("1", "c", "int main(void) { return 3; }"));
      Ran run = executed.run();
      return run == null || run.exitCode() == null ? -1 : run.exitCode();
    }
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc", process.pid() + "", "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Sends what is taken; the executor may hang up before all of it is. */
  private static void send(SocketChannel channel, byte[] bytes) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageMatching(".*(pipe|reset).*");
    }
  }

  private static byte[] half(boolean line) {
    byte[] bytes = new byte[15 * MIB];
    java.util.Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes).putInt(line ? 0x7b202020 : 16 * MIB).put((byte) '{');
    return bytes;
  }

  private static void closeAll(List<SocketChannel> open) throws IOException {
    for (SocketChannel each : open) {
      each.close();
    }
  }

  /** Reads to the end; returns how much came before it. */
  private static long awaitHangUp(SocketChannel channel) {
    try (InputStream in = Channels.newInputStream(channel)) {
      return in.readAllBytes().length;
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
      return 0;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyHalfMessages(boolean lines) throws Exception {
    List<SocketChannel> open = new ArrayList<>();
    try {
      for (int number = 0; number < MANY; number++) {
        SocketChannel channel = connect();
        open.add(channel);
        send(channel, half(lines));
      }
      assertServes();
      for (SocketChannel each : open) {
        awaitHangUp(each);
      }
    } finally {
      closeAll(open);
    }
  }

  @Test
  void messagesOfManyValues() throws Exception {
    byte[] many = ("{\"a\":[" + "{},".repeat(5_000_000) + "{}]}\n").getBytes(UTF_8);
    for (int number = 0; number < 3; number++) {
      try (SocketChannel channel = connect()) {
        send(channel, many);
        assertThat(awaitHangUp(channel)).isBetween(0L, 2000L);
      }
    }
  }

  @Test
  void silenceOnAllConnections() throws Exception {
    List<SocketChannel> open = new ArrayList<>();
    try {
      for (int number = 0; number < 64; number++) {
        open.add(connect());
      }
      for (SocketChannel each : open) {
        assertThat(awaitHangUp(each)).isZero();
      }
    } finally {
      closeAll(open);
    }
  }

  @Test
  void oneWhoSaidSomethingMayBeIdleForLonger() throws Exception {
    try (TestPeer peer = peer();
        SocketChannel silent = connect()) {
      peer.ask(new ReportStatus("1"));
      awaitHangUp(silent);
      assertThat(peer.ask(new ReportStatus("2"))).isInstanceOf(StatusReport.class);
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(20))
          .ignoreNoExceptions()
          .until(() -> isLost(peer));
    }
  }

  private static boolean isLost(TestPeer peer) {
    try {
      peer.ask(new ReportStatus("3"));
      return false;
    } catch (IOException hungUp) {
      return true;
    }
  }

  @Test
  void halfABody() throws Exception {
    String put =
        "{\"type\":\"put_blob\",\"id\":\"1\",\"sha256\":\""
            + "0".repeat(64)
            + "\",\"bodies\":[{\"name\":\"blob\",\"size\":5000000}]}";
    ByteBuffer half = ByteBuffer.allocate(3 * MIB).putInt(put.length()).put(put.getBytes(UTF_8));
    half.putInt(0x8000_0000 | 5_000_000);
    try (SocketChannel channel = connect()) {
      send(channel, half.array());
      awaitHangUp(channel);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneWhoReadsNothingWhileOutputFloods(boolean stream) throws Exception {
    String code =
        "#include <stdio.h>\nint main(void) { for (int i = 0; i < 400000; i++)"
            + " puts(\"a line that nobody reads\"); }";
    LimitsOverride limits = LimitsOverride.builder().stdout(gavel.model.ByteSize.ofMiB(64)).build();
    try (TestPeer peer = peer();
        TestPeer other = peer()) {
      String artifact = Programs.c(peer, code);
      peer.begin(new Run("1", artifact, null, null, limits, stream));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsFree() == 1);
      Awaitility.await().atMost(PATIENCE).until(() -> isHungUpOn(peer));
    }
  }

  /** Found out without reading anything. */
  private static boolean isHungUpOn(TestPeer peer) {
    try {
      peer.send(new ReportStatus("more"));
      return false;
    } catch (IOException hungUp) {
      return true;
    }
  }

  @Test
  void aMessageThatNeverFitsSaysSo() throws Exception {
    String message = "{\"type\":\"hello\",\"id\":\"" + "x".repeat(8 * MIB) + "\"}";
    ByteBuffer frame = ByteBuffer.allocate(4 + message.length()).putInt(message.length());
    frame.put(message.getBytes(UTF_8));
    try (SocketChannel channel = connect();
        InputStream in = Channels.newInputStream(channel)) {
      send(channel, frame.array());
      assertThat(new String(in.readAllBytes(), UTF_8))
          .contains("\"code\":\"too_large\"", "send what is long as a body");
    }
  }

  /** Who waits for another's compilation of the same sources has no slot, but all it was sent. */
  @Test
  void inputForRunsThatWait() throws Exception {
    String endless =
        "#if __INCLUDE_LEVEL__ < 60\n#include \"main.c\"\n#include \"main.c\"\n#endif\n";
    Execute request =
        new Execute(
            "run", "c", endless, null, null, null, null, null, null, null, null, true, null);
    String piece = "x".repeat(900_000);
    List<TestPeer> peers = new ArrayList<>();
    int most = 0;
    try {
      for (int number = 0; number < 50 && isSent(peers, request, piece); number++) {
        most = Math.max(most, Math.toIntExact(residentKib()));
      }
      assertThat(most).isBetween(1, MOST_RESIDENT_KIB);
    } finally {
      for (TestPeer each : peers) {
        each.close();
      }
    }
  }

  /** One who has waited for long is hung up on. */
  private static boolean isSent(List<TestPeer> peers, Execute request, String piece) {
    try {
      TestPeer each = peer();
      peers.add(each);
      each.begin(request);
      for (int i = 0; i < 4; i++) {
        each.send(new Stdin("in" + i, "run", piece));
      }
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  @Test
  void manyStreamsThatNobodyReads() throws Exception {
    String code =
        "#include <stdio.h>\nint main(void) { for (int i = 0; i < 200000; i++)"
            + " puts(\"a line that nobody reads\"); }";
    LimitsOverride limits = LimitsOverride.builder().stdout(gavel.model.ByteSize.ofMiB(8)).build();
    List<TestPeer> peers = new ArrayList<>();
    try {
      String artifact;
      try (TestPeer first = peer()) {
        artifact = Programs.c(first, code);
      }
      for (int number = 0; number < 40; number++) {
        TestPeer each = peer();
        peers.add(each);
        each.send(new Run("1", artifact, null, null, limits, true));
      }
      Awaitility.await().atMost(PATIENCE).until(() -> isHungUpOn(peers.getFirst()));
      assertThat(residentKib()).isLessThan(MOST_RESIDENT_KIB);
    } finally {
      for (TestPeer each : peers) {
        each.close();
      }
    }
  }
}
