package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program at other places than a Unix socket. */
@Tag("sandbox")
class EndpointsIT {
  @TempDir Path temporary;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(List<String> command) throws IOException {
    Path log = temporary.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    started.add(process);
    return process;
  }

  private Process serve(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("--state-dir", temporary.resolve("state").toString()));
    command.addAll(List.of("--slots", "1", "--first-uid", "62100"));
    command.addAll(List.of(arguments));
    return start(command);
  }

  private String log() throws IOException {
    return Files.readString(temporary.resolve("log"));
  }

  private static void awaitExit(Process process, int code) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
  }

  private static void say(Process peer, String line) throws IOException {
    peer.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    peer.getOutputStream().flush();
  }

  private static String ask(Process peer, BufferedReader answers, String id) throws IOException {
    say(peer, "{\"type\":\"health_check\",\"id\":\"" + id + "\"}");
    return String.valueOf(answers.readLine());
  }

  @Test
  void standardInputAndOutputAreOneConnectionAndTheEnd() throws Exception {
    Process process = serve("--stdio");
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    assertThat(ask(process, answers, "1")).contains("\"id\":\"1\",\"status\":\"ok\"");
    assertThat(ask(process, answers, "2")).contains("\"id\":\"2\",\"status\":\"ok\"");
    process.getOutputStream().close();
    assertThat(answers.readLine()).isNull();
    awaitExit(process, 0);
    assertThat(log()).contains("ready stdio slots=1");
  }

  @Test
  void aDeviceServesOnePeerAfterTheOther() throws Exception {
    Path device = temporary.resolve("device");
    Process host = terminal(device);
    Process process =
        serve("--device", device.toString(), "--socket", socket(), "--until-stdin-ends");
    String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(ready).isEqualTo("ready socket=" + socket() + " device=" + device + " slots=1");
    BufferedReader answers = host.inputReader(StandardCharsets.UTF_8);
    assertThat(ask(host, answers, "1")).contains("\"id\":\"1\",\"status\":\"ok\"");
    say(host, "{");
    assertThat(answers.readLine()).contains("The line is not JSON");
    assertThat(ask(host, answers, "2")).contains("\"id\":\"2\",\"status\":\"ok\"");
    process.getOutputStream().close();
    awaitExit(process, 0);
  }

  /** A terminal there, whose other end is this process' standard input and output. */
  private Process terminal(Path device) throws IOException {
    Process host = start(List.of("python3", "-u", "src/test/c/terminal.py", device.toString()));
    assertThat(host.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
    return host;
  }

  private String socket() {
    return temporary.resolve("socket").toString();
  }

  @Test
  void whatIsNoDeviceIsRefused() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "precious");
    awaitExit(serve("--device", file.toString()), 3);
    assertThat(log()).contains(file + " is not a character device");
    assertThat(file).hasContent("precious");
    awaitExit(serve("--device", temporary + "/nothing"), 3);
    assertThat(temporary.resolve("nothing")).doesNotExist();
  }

  @Test
  void initModeIsForMachinesOfItsOwn() throws Exception {
    awaitExit(serve("--init", "--socket", socket()), 3);
    assertThat(log()).contains("gavel-init does not listen on /run/gavel/init.sock");
  }

  @Test
  void aRehearsalEndsByItself() throws Exception {
    awaitExit(serve("--rehearse"), 0);
    assertThat(log()).contains("stopping socket=");
  }
}
