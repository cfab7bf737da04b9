package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.worker.guest.GuestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gavel guest} against an executor that allows commands. */
@Tag("sandbox")
class GuestCommandIT {
  /** Not those of another build's executor. */
  private static final int FIRST_UID =
      Math.toIntExact(200_000 + 16 * ProcessHandle.current().pid());

  @TempDir static Path directory;
  private static GuestProcess executor;

  @BeforeAll
  static void start() throws Exception {
    executor = executor("allowing", "--allow-exec");
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  private static GuestProcess executor(String name, String... more)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("gavel.home"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                home.resolve("lib/executor") + "/*",
                "gavel.executor.app.Main",
                "--socket",
                directory.resolve(name + ".sock").toString(),
                "--state-dir",
                directory.resolve(name).toString(),
                "--slots",
                "1",
                "--first-uid",
                Integer.toString(FIRST_UID + name.length()),
                "--until-stdin-ends"));
    command.addAll(List.of(more));
    return GuestProcess.start(command, Duration.ofSeconds(60));
  }

  private static Gavel.Outcome guest(String command, String... more)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(List.of("guest", command, "--socket", executor.socket().toString()));
    all.addAll(List.of(more));
    return Gavel.run(all.toArray(String[]::new));
  }

  private static String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void healthAndStatus() throws Exception {
    assertThat(guest("health").stdout()).startsWith("status").contains("\nok");
    JsonNode health = guest("health", "--json").json();
    assertThat(health.path("status").asText()).isEqualTo("ok");
    assertThat(health.has("id")).isFalse();
    assertThat(guest("status").stdout()).contains("slots busy", "python", "Python 3");
    assertThat(guest("status", "--json").json().path("slots_free").asInt()).isEqualTo(1);
  }

  @Test
  void commands() throws Exception {
    Gavel.Outcome sound =
        guest("exec", "-e", "X=y", "--cwd", "/usr", "--", "sh", "-c", "pwd; echo $X; echo e >&2");
    assertThat(sound.stdout()).isEqualTo("/usr\ny\n");
    assertThat(sound.stderr()).isEqualTo("e\n");
    assertThat(sound.exitCode()).isZero();
    Gavel.Outcome failed =
        guest("exec", "--stream", "--", "sh", "-c", "echo said; echo; printf more; exit 9");
    assertThat(failed.stdout()).isEqualTo("said\n\nmore");
    assertThat(failed.stderr()).isEqualTo("gavel: the command exited with 9\n");
    assertThat(failed.exitCode()).isEqualTo(1);
    Gavel.Outcome late = guest("exec", "--json", "--timeout", "200ms", "--", "sleep", "60");
    assertThat(late.json().path("reason").asText()).isEqualTo("timeout");
    assertThat(late.json().path("signal").asInt()).isEqualTo(9);
    Gavel.Outcome missing = guest("exec", "--", "no-such-program");
    assertThat(missing.stderr()).contains("exited with 127", "cannot be started: ENOENT");
  }

  @Test
  void commandsWhereTheyAreOff() throws Exception {
    try (GuestProcess other = executor("forbidding")) {
      Gavel.Outcome off = Gavel.run("guest", "exec", "-a", "unix:" + other.socket(), "--", "true");
      assertThat(off.exitCode()).isEqualTo(3);
      assertThat(off.stderr())
          .isEqualTo(
              "gavel: The guest said: type is exec, which is off here; start gavel-executor with"
                  + " --allow-exec\n");
    }
  }

  @Test
  void programs() throws Exception {
    String hello = file("hello.py", "print('hello', input())\n");
    String input = file("input", "you\n");
    assertThat(guest("compile", hello).stdout()).matches("[0-9a-f]{64}\n");
    assertThat(guest("run", hello, "--stdin", input).stdout()).isEqualTo("hello you\n");
    String broken = file("broken.py", "def\n");
    Gavel.Outcome failed = guest("compile", "--json", broken);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.json().path("status").asText()).isEqualTo("compilation_error");
    assertThat(failed.json().path("artifact").isNull()).isTrue();
    assertThat(guest("put", "--json", input).json().path("size_bytes").asInt()).isEqualTo(4);
  }

  @Test
  void archives() throws Exception {
    Path project = Files.createDirectories(directory.resolve("project"));
    Files.writeString(project.resolve("one.py"), "print(1)\n");
    Files.writeString(project.resolve("two.py"), "print(2)\n");
    String archive = directory.resolve("project.tgz").toString();
    Process tar = new ProcessBuilder("tar", "-czf", archive, "-C", project.toString(), ".").start();
    assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Gavel.Outcome ran = guest("run", "-l", "python", "--entrypoint", "two.py", archive);
    assertThat(ran.stdout()).isEqualTo("2\n");
    Gavel.Outcome unnamed = guest("compile", archive);
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.stderr()).contains("--language");
  }

  @Test
  void whatOnlyGuestsInVirtualMachinesDo() throws Exception {
    for (String[] request :
        new String[][] {{"network", "10.0.2.15/24"}, {"clock"}, {"power-off"}}) {
      String[] more = List.of(request).subList(1, request.length).toArray(String[]::new);
      Gavel.Outcome refused = guest(request[0], more);
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.stderr()).contains("which is only for guest VMs").hasLineCount(1);
    }
    Gavel.Outcome wrong = guest("network", "10.0.2.15/24", "--gateway", "10.0.3.1");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.stderr()).contains("gateway is no other address of the network");
  }

  @Test
  void addresses() throws Exception {
    Gavel.Outcome nobody = Gavel.run("guest", "health", "--socket", "/no/such.sock");
    assertThat(nobody.exitCode()).isEqualTo(3);
    assertThat(nobody.stderr()).contains("unix:/no/such.sock");
    Gavel.Outcome vsock = Gavel.run("guest", "health", "-a", "vsock:3:1024");
    assertThat(vsock.exitCode()).isEqualTo(3);
    assertThat(vsock.stderr()).contains("vsock:3:1024").hasLineCount(1);
    Gavel.Outcome malformed = Gavel.run("guest", "health", "-a", "somewhere");
    assertThat(malformed.exitCode()).isEqualTo(2);
    assertThat(malformed.stderr()).contains("write unix:PATH");
    assertThat(Gavel.run("guest").stderr()).contains("Say what to ask of the guest");
  }
}
