package gavel.executor.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitProcessTest {
  @TempDir Path directory;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(directory.resolve("init.sock")));
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  /** What the next asker says; it gets this answer. */
  private CompletableFuture<String> answer(String answer) {
    CompletableFuture<String> asked = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (SocketChannel peer = server.accept()) {
            var in = new BufferedReader(Channels.newReader(peer, StandardCharsets.US_ASCII));
            asked.complete(in.readLine());
            peer.write(StandardCharsets.US_ASCII.encode(answer));
          } catch (IOException broken) {
            asked.completeExceptionally(broken);
          }
        });
    return asked;
  }

  private InitProcess init() throws IOException {
    InitProcess init = InitProcess.at(directory.resolve("init.sock"));
    server.accept().close();
    return init;
  }

  @Test
  void theClockIsSetInSecondsAndNanoseconds() throws Exception {
    InitProcess init = init();
    CompletableFuture<String> asked = answer("ok\n");
    init.setClock(Instant.ofEpochSecond(1_800_000_000, 5));
    assertThat(asked.get()).isEqualTo("clock 1800000000 5");
  }

  @Test
  void powerOffIsAskedFor() throws Exception {
    InitProcess init = init();
    CompletableFuture<String> asked = answer("ok\n");
    assertThatNoException().isThrownBy(init::powerOff);
    assertThat(asked.get()).isEqualTo("power_off");
  }

  @Test
  void whatFailsIsSaid() throws Exception {
    InitProcess init = init();
    CompletableFuture<String> asked = answer("failed:clock:1\n");
    assertThatIOException()
        .isThrownBy(() -> init.setClock(Instant.EPOCH))
        .withMessage("Tried to ask gavel-init for 'clock 0 0': failed:clock:1");
    assertThat(asked.get()).isEqualTo("clock 0 0");
  }

  @Test
  void whereItDoesNotListenThereIsNone() {
    assertThatIOException()
        .isThrownBy(() -> InitProcess.at(directory.resolve("nobody")))
        .withMessageContaining("gavel-init does not listen on " + directory.resolve("nobody"));
  }
}
