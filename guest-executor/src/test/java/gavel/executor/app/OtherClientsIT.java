package gavel.executor.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are not written in Java and know the protocol from its document. */
@Tag("sandbox")
class OtherClientsIT {
  private static final String CLIENT =
      Path.of("..", "docs", "examples", "gavel_client.py").toAbsolutePath().normalize().toString();
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

  private record Outcome(int exitCode, String stdout, String stderr) {}

  private static Outcome python(String language, String file, String code, String stdin)
      throws Exception {
    Path source = Files.writeString(temporary.resolve(file), code);
    Path stderr = temporary.resolve("stderr");
    Process process =
        new ProcessBuilder(
                "python3",
                CLIENT,
                ExecutorFixture.socket(temporary).toString(),
                language,
                source.toString())
            .redirectError(stderr.toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(stdin.getBytes(UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, Files.readString(stderr));
  }

  @Test
  void theClientInPython() throws Exception {
    Outcome outcome =
        python("python", "main.py", "for n in range(3): print(n, input())", "a\nb\nc\n");
    assertThat(outcome.stdout()).as(outcome.stderr()).isEqualTo("0 a\n1 b\n2 c\n");
    assertThat(outcome.stderr()).contains("success");
    assertThat(outcome.exitCode()).isZero();
    executor.assertIdle();
  }

  @Test
  void itSaysWhyThereIsNoResult() throws Exception {
    assertThat(python("c", "main.c", "int main(void) {", "").stderr())
        .contains("compilation_error: the compiler failed", "main.c:1");
    assertThat(python("cobol", "main.cob", "", "").stderr())
        .contains("unsupported_language: There is no language 'cobol' here");
    executor.assertIdle();
  }

  @Test
  void aLineTypedIntoSocat() throws Exception {
    Process socat =
        new ProcessBuilder(
                "socat", "-,ignoreeof", "UNIX-CONNECT:" + ExecutorFixture.socket(temporary))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = socat.inputReader(UTF_8)) {
      List<String> typed =
          List.of(
              "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\","
                  + "\"code\":\"int main(void) { return 3; }\"}",
              "{\"type\":\"health_check\",\"id\":\"2\"}");
      type(socat, typed.getFirst());
      assertThat(out.readLine()).isEqualTo("{\"type\":\"ack\",\"id\":\"1\"}");
      ObjectNode executed = StrictJson.readObject(out.readLine().getBytes(UTF_8));
      assertThat(executed.path("run").path("exit_code").asInt()).isEqualTo(3);
      type(socat, typed.getLast());
      assertThat(out.readLine()).contains("\"status\":\"ok\"");
    } finally {
      socat.destroy();
      socat.waitFor();
    }
    executor.assertIdle();
  }

  private static void type(Process socat, String line) throws IOException {
    OutputStream in = socat.getOutputStream();
    in.write((line + "\n").getBytes(UTF_8));
    in.flush();
  }
}
