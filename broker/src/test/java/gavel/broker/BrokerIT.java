package gavel.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is distributed, started as others start it. */
@Tag("kafka")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokerIT {
  @TempDir Path directory;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatIsLeft() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(String... more) throws IOException {
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Path.of(System.getProperty("gavel.home"), "lib/broker").resolve("*").toString(),
                "gavel.broker.Main"));
    argv.addAll(List.of(more));
    Process process = new ProcessBuilder(argv).start();
    started.add(process);
    return process;
  }

  private Process start() throws IOException {
    return start("--data-dir", directory.resolve("data").toString());
  }

  private static String bootstrap(Process broker) throws IOException {
    String line = broker.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).startsWith("ready bootstrap=127.0.0.1:");
    return line.substring(line.indexOf('=') + 1);
  }

  private static String port(String bootstrap) {
    return bootstrap.substring(bootstrap.indexOf(':') + 1);
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  @Test
  void itServesUntilItsInputEndsAndKeepsItsData() throws Exception {
    Process first = start();
    try (Admin admin = admin(bootstrap(first))) {
      admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
      assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
          .containsKey("share.version");
    }
    first.getOutputStream().close();
    assertThat(first.waitFor()).isZero();

    Process second = start();
    try (Admin admin = admin(bootstrap(second))) {
      assertThat(admin.listTopics().names().get()).containsExactly("kept");
    }
  }

  @Test
  void itShutsDownCleanlyOnSigtermHavingSaidNothingButTheReadyLine() throws Exception {
    Process broker = start();
    bootstrap(broker);
    // Process.destroy would close the streams as well
    assertThat(broker.toHandle().destroy()).isTrue();
    assertThat(broker.waitFor()).isEqualTo(128 + 15);
    try (BufferedReader log = broker.errorReader(StandardCharsets.UTF_8)) {
      assertThat(log.lines()).noneMatch(line -> line.contains("ERROR"));
    }
    assertThat(broker.inputReader(StandardCharsets.UTF_8).lines()).isEmpty();
  }

  @Test
  void aSecondOneOnTheSameDataIsRefused() throws Exception {
    Process first = start();
    String bootstrap = bootstrap(first);
    Process second = start();
    try (BufferedReader log = second.errorReader(StandardCharsets.UTF_8)) {
      assertThat(log.readLine())
          .contains("in use by another broker", "process " + first.pid(), "data");
    }
    assertThat(second.waitFor()).isEqualTo(3);
    try (Socket client =
        new Socket(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(port(bootstrap)))) {
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  void killedItComesBackOnTheSamePortWithItsData() throws Exception {
    Process first = start();
    String bootstrap = bootstrap(first);
    try (Admin admin = admin(bootstrap)) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }
    first.destroyForcibly().waitFor();
    Process second =
        start("--data-dir", directory.resolve("data").toString(), "--port", port(bootstrap));
    assertThat(bootstrap(second)).isEqualTo(bootstrap);
    try (Admin admin = admin(bootstrap)) {
      assertThat(admin.listTopics().names().get()).containsExactly("kept");
    }
  }

  @Test
  void wrongUsageIsExplained() throws Exception {
    Process broker = start("--data-dir");
    try (BufferedReader log = broker.errorReader(StandardCharsets.UTF_8)) {
      assertThat(log.lines())
          .containsExactly("gavel-broker: --data-dir needs a value", BrokerArguments.USAGE);
    }
    assertThat(broker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(broker.exitValue()).isEqualTo(2);
  }
}
