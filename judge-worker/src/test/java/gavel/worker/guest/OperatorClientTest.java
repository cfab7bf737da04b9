package gavel.worker.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.CommandEnded;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.OperatorClient.Command;
import gavel.worker.guest.OperatorClient.CommandOutcome;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorClientTest {
  private static final Command COMMAND =
      new Command(List.of("true"), Map.of(), null, Optional.empty(), Duration.ofSeconds(1));
  @TempDir Path directory;

  private OperatorClient answeringWith(String... bodies) throws Exception {
    ScriptedGuest guest =
        new ScriptedGuest(
            directory,
            (request, _, line) -> {
              line.say(new Ack(request.id()));
              line.say(
                  new CommandEnded(
                      request.id(), 0, null, null, null, false, false, Duration.ofMillis(1)),
                  List.of(bodies).stream()
                      .map(name -> Body.ofBytes(name, name.getBytes(UTF_8)))
                      .toArray(Body[]::new));
            });
    return OperatorClient.connect(
        guest,
        new GuestSettings(
            Duration.ofSeconds(60), ByteSize.ofMiB(16), directory.resolve("scratch"), false));
  }

  private static String text(Body body) throws Exception {
    try (InputStream in = body.open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"stdout,stderr", "stderr,stdout"})
  void outputsAreKnownByTheirNames(String first, String second) throws Exception {
    try (OperatorClient client = answeringWith(first, second)) {
      CommandOutcome outcome = client.exec(COMMAND, Optional.empty());
      assertThat(text(outcome.stdout())).isEqualTo("stdout");
      assertThat(text(outcome.stderr())).isEqualTo("stderr");
    }
  }

  @Test
  void otherBodiesCannotBe() throws Exception {
    for (String second : List.of("stdout", "output")) {
      try (OperatorClient client = answeringWith("stdout", second)) {
        assertThatThrownBy(() -> client.exec(COMMAND, Optional.empty()))
            .isInstanceOf(GuestLost.class)
            .hasMessageContaining("which cannot be");
      }
    }
  }

  /** What a guest says of a command before and at its end, for so long. */
  private OperatorClient chattering(Duration patience, Duration whole) throws Exception {
    ScriptedGuest guest =
        new ScriptedGuest(
            directory,
            (request, _, line) -> {
              long begun = System.nanoTime();
              line.say(new Ack(request.id()));
              for (int seq = 0; System.nanoTime() - begun < whole.toNanos(); seq++) {
                line.say(new Log(request.id(), Stream.STDOUT, seq, "line"));
              }
              line.say(
                  new CommandEnded(
                      request.id(), null, 9, "SIGKILL", "timeout", false, false, patience),
                  Body.ofBytes("stdout", new byte[0]),
                  Body.ofBytes("stderr", new byte[0]));
            });
    return OperatorClient.connect(
        guest,
        new GuestSettings(
                patience.minus(COMMAND.timeout()),
                ByteSize.ofMiB(16),
                directory.resolve("scratch"),
                false)
            .greetedWithin(Duration.ofSeconds(60)));
  }

  @Test
  void patienceBeginsAnewWithEachLineOfOutput() throws Exception {
    AtomicLong lines = new AtomicLong();
    try (OperatorClient client = chattering(Duration.ofSeconds(8), Duration.ofSeconds(10))) {
      CommandOutcome outcome = client.exec(COMMAND, Optional.of(_ -> lines.incrementAndGet()));
      assertThat(outcome.ended().reason()).isEqualTo("timeout");
    }
    assertThat(lines).hasPositiveValue();
  }

  @Test
  void butNotWithLinesThatNobodyAskedFor() throws Exception {
    try (OperatorClient client = chattering(Duration.ofMillis(1500), Duration.ofSeconds(60))) {
      assertThatThrownBy(() -> client.exec(COMMAND, Optional.empty()))
          .isInstanceOf(GuestLost.class)
          .hasMessage("The guest at script did not answer within 1.5 s (exec)");
    }
  }
}
