package gavel.worker.topic;

import static gavel.worker.KafkaFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.JudgeFault;
import gavel.worker.KafkaFixture.RunningBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("kafka")
class BrokerProcessIT {
  @TempDir Path directory;

  private BrokerCommand command(OptionalInt port) {
    return RunningBroker.command(directory, port);
  }

  @Test
  void aSecondBrokerOnTheSameDataIsRefusedAndTheFirstServesOn() throws Exception {
    CompletableFuture<Integer> exit;
    try (BrokerProcess first = BrokerProcess.start(command(OptionalInt.empty()), PATIENCE)) {
      exit = first.onExit();
      assertThat(first.bootstrap()).matches("127\\.0\\.0\\.1:\\d+");
      assertThatThrownBy(() -> BrokerProcess.start(command(OptionalInt.empty()), PATIENCE))
          .isInstanceOf(JudgeFault.QueueFault.class)
          .hasMessageContaining("exit code 3")
          .hasMessageContaining("in use by another broker")
          .hasMessageContaining(directory.toString());
      assertThat(exit).isNotDone();
    }
    assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      OptionalInt port = OptionalInt.of(taken.getLocalPort());
      assertThatThrownBy(() -> BrokerProcess.start(command(port), PATIENCE))
          .isInstanceOf(JudgeFault.QueueFault.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("taken");
    }
  }

  @Test
  void aMissingProgramIsNamed() {
    BrokerCommand nowhere =
        new BrokerCommand(directory.resolve("no-jdk"), directory, directory, OptionalInt.empty());
    assertThatThrownBy(() -> BrokerProcess.start(nowhere, PATIENCE))
        .isInstanceOf(JudgeFault.QueueFault.class)
        .hasMessageContaining("no-jdk/bin/java");
  }
}
