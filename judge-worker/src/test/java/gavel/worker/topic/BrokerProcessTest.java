package gavel.worker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.JudgeFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a start is awaited and repeated, with a shell script in place of the JDK. */
class BrokerProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path jdk;

  private Path starts = Path.of("");

  @BeforeEach
  void createFile() throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    starts = Files.createFile(jdk.resolve("starts"));
  }

  private BrokerCommand command(String... script) throws IOException {
    Path java = jdk.resolve("bin/java");
    Files.writeString(
        java, "#!/bin/sh\necho >> " + starts + "\n" + String.join("\n", script) + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return new BrokerCommand(jdk, jdk, jdk, OptionalInt.empty());
  }

  @Test
  void aPortThatSomebodyElseTookLeadsToAnotherStart() throws Exception {
    BrokerCommand command =
        command(
            "[ $(wc -l < " + starts + ") = 3 ] || {",
            "  echo 'Caused by: java.net.BindException: Address already in use' >&2; exit 1; }",
            "echo noise; echo ready bootstrap=127.0.0.1:7; exec cat > /dev/null");
    try (BrokerProcess broker = BrokerProcess.start(command, PATIENCE)) {
      assertThat(broker.bootstrap()).isEqualTo("127.0.0.1:7");
    }
    assertThat(starts).hasContent("\n\n\n");
  }

  @Test
  void aPortThatIsAlwaysTakenIsAFaultInTheEnd() throws Exception {
    BrokerCommand command = command("echo 'Address already in use' >&2; exit 1");
    assertThatThrownBy(() -> BrokerProcess.start(command, PATIENCE))
        .isInstanceOf(JudgeFault.QueueFault.class)
        .hasMessageContaining("Address already in use");
    assertThat(Files.readAllLines(starts)).hasSize(5);
  }

  @Test
  void anyOtherEndIsAFaultAtOnceThatQuotesTheLog() throws Exception {
    BrokerCommand command = command("echo out of luck >&2; exit 9");
    assertThatThrownBy(() -> BrokerProcess.start(command, PATIENCE))
        .isInstanceOf(JudgeFault.QueueFault.class)
        .hasMessageContaining("exit code 9")
        .hasMessageContaining("out of luck");
    assertThat(Files.readAllLines(starts)).hasSize(1);
  }

  @Test
  void aBrokerThatNeverGetsReadyIsEnded() throws Exception {
    BrokerCommand command = command("echo $$ > " + jdk.resolve("pid"), "exec cat");
    assertThatThrownBy(() -> BrokerProcess.start(command, Duration.ofSeconds(5)))
        .isInstanceOf(JudgeFault.QueueFault.class)
        .hasMessageContaining("not ready in 5 s");
    long pid = Long.parseLong(Files.readString(jdk.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(left -> left.onExit().join());
  }
}
