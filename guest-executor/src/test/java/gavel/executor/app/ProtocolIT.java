package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static gavel.executor.app.Programs.compile;
import static gavel.executor.app.Programs.run;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Blobs;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Executed;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestMessage.Welcome;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.HasBlob;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.model.protocol.GuestRequest.Hello;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request over a real socket, with the real sandbox, in both framings. */
@Tag("sandbox")
class ProtocolIT {
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final String OTHER = "0".repeat(64);
  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 2);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  private static TestPeer connect(boolean byLines) throws IOException {
    return byLines ? executor.connectByLines() : executor.connect();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsAnsweredAtOnce(boolean byLines) throws Exception {
    try (TestPeer peer = connect(byLines)) {
      assertThat(peer.ask(new Hello("1", 1)))
          .isInstanceOfSatisfying(
              Welcome.class, welcome -> assertThat(welcome.protocol()).isEqualTo(1));
      assertThat(peer.ask(new HealthCheck("2")))
          .isInstanceOfSatisfying(
              Health.class, health -> assertThat(health.status()).isEqualTo("ok"));
      assertThat(peer.ask(new ReportStatus("3")))
          .isInstanceOfSatisfying(StatusReport.class, ProtocolIT::assertPlausible);
      assertThat(peer.ask(new Cancel("4", "nothing"))).isEqualTo(new Done("4"));
    }
  }

  private static void assertPlausible(StatusReport report) {
    assertThat(report.memoryTotal()).isGreaterThan(report.memoryUsed());
    assertThat(report.diskTotal()).isGreaterThan(report.diskUsed());
    assertThat(report.slotsBusy() + report.slotsFree()).isEqualTo(2);
    assertThat(report.runtimes())
        .filteredOn(runtime -> runtime.version() != null)
        .allSatisfy(runtime -> assertThat(runtime.version()).isNotBlank())
        .extracting(GuestMessage.RuntimeVersion::language)
        .contains("c", "cpp", "java", "python");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void blobsAreReadAsInput(boolean byLines) throws Exception {
    try (TestPeer peer = connect(byLines)) {
      assertThat(peer.refused(new PutBlob("1", OTHER), body("blob", "hello")).field())
          .isEqualTo("sha256");
      assertThat(peer.ask(new PutBlob("2", HELLO), body("blob", "hello"))).isEqualTo(new Done("2"));
      assertThat(peer.ask(new HasBlob("3", List.of(OTHER, HELLO))))
          .isEqualTo(new Blobs("3", List.of(HELLO)));
      String echo = Programs.c(peer, Programs.ECHO);
      Ran ran = peer.run(new Run("4", echo, null, HELLO, null, null));
      assertThat(ran.status()).isEqualTo(Status.SUCCESS);
      assertThat(peer.body("stdout")).isEqualTo("hello");
      assertThat(peer.refused(new Run("5", echo, null, OTHER, null, null)).code())
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(
              peer.refused(new Run("6", echo, null, HELLO, null, null), body("stdin", "x")).field())
          .isEqualTo("stdin");
    }
    executor.assertIdle();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "java", "python"})
  void theSameSourcesAreCompiledOnce(String id) throws Exception {
    LanguageDefinition language = Programs.language(id);
    try (TestPeer peer = connect(id.equals("python"))) {
      String file = language.source();
      Compiled compiled = peer.compile(compile("1", id, file), body(file, language.probe()));
      assertThat(compiled.status()).as(compiled.output()).isEqualTo(Status.SUCCESS);
      Ran ran =
          peer.run(run("2", String.valueOf(compiled.artifact()), null), body("stdin", "word\n"));
      assertThat(ran.status()).as(peer.body("stderr")).isEqualTo(Status.SUCCESS);
      assertThat(peer.body("stdout")).isEqualTo("word\n");
      assertThat(ran.exitCode()).isZero();
      assertThat(ran.memory().bytes()).isPositive();
      Compiled again = peer.compile(compile("3", id, file), body(file, language.probe()));
      assertThat(again.cached()).isTrue();
      assertThat(again.artifact()).isEqualTo(compiled.artifact());
    }
    executor.assertIdle();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void executeCompilesAndRuns(boolean byLines) throws Exception {
    try (TestPeer peer = connect(byLines)) {
      Execute text =
          new Execute(
              "1", "java", JAVA_ECHO, java.time.Duration.ofSeconds(10), null, "Grüße", null, null);
      Executed executed = peer.execute(text);
      assertThat(executed.compile().status()).isEqualTo(Status.SUCCESS);
      assertThat(String.valueOf(executed.run())).contains("status=SUCCESS");
      assertThat(peer.body("stdout")).isEqualTo("Grüße\n");
      Execute bodies = new Execute("2", "c", null, null, null, null, null, null);
      peer.execute(bodies, body("code", Programs.ECHO), body("stdin", "x"));
      assertThat(peer.body("stdout")).isEqualTo("x");
      Executed broken = peer.execute(Programs.execute("3", "c", "int main(void) {"));
      assertThat(broken.compile().status()).isEqualTo(Status.COMPILATION_ERROR);
      assertThat(broken.compile().output()).contains("main.c:1:").doesNotContain("/box");
      assertThat(broken.run()).isNull();
    }
    executor.assertIdle();
  }

  private static final String JAVA_ECHO =
      """
      package a.b;
      // public class Wrong
      public class Named {
        public static void main(String[] args) {
          System.out.println(new java.util.Scanner(System.in).next());
        }
      }
      """;

  @Test
  void outputIsStreamedInOrder() throws Exception {
    String code =
        "#include <stdio.h>\n#include <unistd.h>\nint main(void) { for (int i = 0; i < 5; i++) {"
            + " printf(\"%d,\", i); fflush(stdout); usleep(1000); } fputs(\"e\", stderr); }";
    try (TestPeer peer = executor.connect()) {
      String artifact = Programs.c(peer, code);
      peer.begin(new Run("1", artifact, null, null, null, Boolean.TRUE));
      StringBuilder streamed = new StringBuilder();
      long seq = 0;
      GuestMessage message = peer.next();
      while (message
          instanceof
          Log(String _, GuestMessage.Stream stream, long number, String text, var _, var _)) {
        if (stream == GuestMessage.Stream.STDOUT) {
          assertThat(number).isEqualTo(seq);
          seq++;
          streamed.append(text);
        }
        message = peer.next();
      }
      assertThat(message).isInstanceOf(Ran.class);
      assertThat(streamed.toString()).isEqualTo("0,1,2,3,4,");
      assertThat(peer.body("stdout")).isEqualTo("0,1,2,3,4,");
      assertThat(peer.body("stderr")).isEqualTo("e");
    }
  }

  @Test
  void argumentsAndLargeOutput() throws Exception {
    String code =
        "#include <stdio.h>\nint main(int c, char **v) { for (int i = 0; i < 300000; i++)"
            + " puts(v[1]); return c; }";
    try (TestPeer peer = executor.connect()) {
      String artifact = Programs.c(peer, code);
      Ran ran = peer.run(new Run("1", artifact, List.of("ä b", ""), null, null, null));
      assertThat(ran.exitCode()).isEqualTo(3);
      assertThat(ran.status()).isEqualTo(Status.RUNTIME_ERROR);
      assertThat(peer.body("stdout")).isEqualTo("ä b\n".repeat(300_000));
      assertThat(peer.refused(new Run("2", artifact, List.of("a\0b"), null, null, null)).field())
          .isEqualTo("args");
    }
    executor.assertIdle();
  }

  @Test
  void outputThatDoesNotFitIntoALineIsTooLarge() throws Exception {
    String code =
        "#include <stdio.h>\nint main(void) { for (int i = 0; i < 13000000; i++) putchar('x'); }";
    gavel.model.protocol.LimitsOverride limits =
        gavel.model.protocol.LimitsOverride.all(
            gavel.model.RunLimits.contestant(java.time.Duration.ofSeconds(20))
                .withStdout(gavel.model.ByteSize.ofMiB(100), gavel.model.OutputPolicy.DRAIN));
    try (TestPeer peer = executor.connectByLines()) {
      String artifact = Programs.c(peer, code);
      assertThat(peer.refused(run("1", artifact, limits)).code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(peer.ask(new HealthCheck("2"))).isInstanceOf(Health.class);
    }
    executor.assertIdle();
  }
}
