package gavel.executor.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a network namespace of its own, with a card that leads nowhere. */
@Tag("sandbox")
class NetworkSetupIT {
  @TempDir Path temporary;

  /** Runs a script there, in which {@code probe} is {@link NetworkProbe}. */
  private String inNamespace(String script) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String all =
        String.format(
            Locale.ROOT,
            "probe() { '%s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp '%s' %s '%s' \"$@\"; }; "
                + "ip tuntap add card0 mode tap && %s",
            java,
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            NetworkProbe.class.getName(),
            temporary,
            script);
    Process process =
        new ProcessBuilder(List.of("unshare", "--net", "sh", "-c", all))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void addressGatewayAndNameServers() throws Exception {
    String said =
        inNamespace(
            "probe card0 10.1.2.3 24 10.1.2.1 10.1.2.1 9.9.9.9"
                + " && ip -o -4 addr show card0 && ip route && ip link show card0");
    assertThat(said)
        .contains("inet 10.1.2.3/24", "default via 10.1.2.1 dev card0", "10.1.2.0/24 dev card0")
        .contains(",UP");
    assertThat(temporary.resolve("resolv.conf"))
        .hasContent("nameserver 10.1.2.1\nnameserver 9.9.9.9\n");
  }

  @Test
  void whatWasThereBeforeGoes() throws Exception {
    Files.writeString(temporary.resolve("resolv.conf"), "nameserver 1.1.1.1\n");
    String said =
        inNamespace(
            "ip addr add 10.8.0.1/16 dev card0 && ip addr add 10.8.0.2/16 dev card0"
                + " && ip addr add 192.168.0.9/32 dev card0"
                + " && probe card0 10.1.2.3 24 10.1.2.1 && probe card0 10.1.2.4 25 10.1.2.5"
                + " && ip -o -4 addr show card0 && ip route");
    assertThat(said)
        .contains("inet 10.1.2.4/25", "default via 10.1.2.5 dev card0")
        .doesNotContain("10.8.0.", "192.168", "10.1.2.3", "10.1.2.1 ");
    assertThat(temporary.resolve("resolv.conf")).hasContent("nameserver 1.1.1.1\n");
  }

  @Test
  void theNewerProtocol() throws Exception {
    String said =
        inNamespace("probe card0 fd00::15 64 fd00::1 && ip -o -6 addr show card0 && ip -6 route");
    assertThat(said).contains("inet6 fd00::15/64", "default via fd00::1 dev card0");
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    assertThat(inNamespace("probe card7 10.1.2.3 24 -"))
        .contains("refused interface is 'card7', which is not here; there are ", "card0");
    assertThat(inNamespace("probe card0 10.1.2.3 24 10.9.9.9"))
        .contains("fault Tried to configure card0: set the gateway: ");
  }

  @Test
  void aCardWhoseNewAddressIsRefusedKeepsItsOwn() throws Exception {
    assertThat(
            inNamespace(
                "ip link set card0 up && ip addr add fd00::7/64 dev card0 nodad"
                    + " && probe card0 ff02::1 64 - && ip -o -6 addr show card0"))
        .contains("fault Tried to configure card0: add the address: ", "inet6 fd00::7/64");
  }

  @Test
  void addressesOfTheSameNetworkAndAgain() throws Exception {
    assertThat(
            inNamespace(
                "ip addr add 10.8.0.1/16 dev card0 && ip addr add 10.8.0.2/16 dev card0"
                    + " && probe card0 10.8.0.3 16 10.8.0.9 && probe card0 10.8.0.3 16 10.8.0.9"
                    + " && ip -o -4 addr show card0 && ip route"))
        .contains("inet 10.8.0.3/16", "default via 10.8.0.9")
        .doesNotContain("10.8.0.1/", "10.8.0.2/", "secondary");
    assertThat(
            inNamespace(
                "ip link set card0 up && ip addr add fd00::7/64 dev card0 nodad"
                    + " && probe card0 fd00::7 48 - && ip -o -6 addr show card0"))
        .contains("inet6 fd00::7/48")
        .doesNotContain("fd00::7/64");
  }
}
