package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.intake.Tarball;
import gavel.model.Status;
import gavel.model.protocol.ArchiveFormat;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Executed;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Execute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which sources come, over a real socket and with real compilers. */
@Tag("sandbox")
class IntakeIT {
  private static final String MAIN = "import lib.greeting\nprint(lib.greeting.TEXT + input())\n";
  private static final String GREETING = "TEXT = 'hello '\n";
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

  private static TestPeer connect(boolean byLines) throws IOException {
    return byLines ? executor.connectByLines() : executor.connect();
  }

  private static Body archive(Tarball content) {
    return Body.ofBytes("archive", content.compressed());
  }

  private static Tarball project() {
    return new Tarball().file("./main.py", MAIN).file("lib/greeting.py", GREETING);
  }

  private static Compile packed(String language, @Nullable String entrypoint) {
    return new Compile("1", language, null, entrypoint, null, null, ArchiveFormat.TAR_GZ);
  }

  private static Execute execute(
      String language,
      @Nullable List<String> files,
      @Nullable ArchiveFormat archive,
      @Nullable String entrypoint) {
    return new Execute(
        "1", language, null, null, null, "you", null, null, files, archive, entrypoint, null, null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void filesAndArchiveAreTheSameArtifact(boolean byLines) throws Exception {
    try (TestPeer peer = connect(byLines)) {
      Compiled files =
          peer.compile(
              new Compile("1", "python", List.of("main.py", "lib/greeting.py"), null, null),
              body("lib/greeting.py", GREETING),
              body("main.py", MAIN));
      Compiled packed = peer.compile(packed("python", null), archive(project()));
      assertThat(files.status()).isEqualTo(Status.SUCCESS);
      assertThat(packed.artifact()).isEqualTo(files.artifact());
      assertThat(packed.cached()).isTrue();
    }
    executor.assertIdle();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void executeTakesThemAsWell(boolean byLines) throws Exception {
    try (TestPeer peer = connect(byLines)) {
      Executed packed =
          peer.execute(execute("python", null, ArchiveFormat.TAR_GZ, null), archive(project()));
      assertThat(packed.run()).isNotNull();
      assertThat(peer.body("stdout")).isEqualTo("hello you\n");
      Executed files =
          peer.execute(
              execute("python", List.of("a.py", "b.py"), null, "b.py"),
              body("a.py", "print('a')"),
              body("b.py", "print('b')"));
      assertThat(files.compile().status()).isEqualTo(Status.SUCCESS);
      assertThat(peer.body("stdout")).isEqualTo("b\n");
    }
    executor.assertIdle();
  }

  @Test
  void aSourceWithoutANameGetsTheLanguages() throws Exception {
    try (TestPeer peer = executor.connect()) {
      for (String language : List.of("c", "cpp")) {
        Compile text =
            new Compile("1", language, null, null, null, "int main(){return __LINE__;}", null);
        assertThat(peer.compile(text).status()).isEqualTo(Status.SUCCESS);
      }
      Compile broken = new Compile("1", "c", null, null, null, null, null);
      assertThat(peer.compile(broken, body("code", "int main(")).output()).startsWith("main.c:1:");
      Compile java =
          new Compile("1", "java", null, null, null, "public class Named { void x() }", null);
      assertThat(peer.compile(java).output()).startsWith("Named.java:1:");
    }
  }

  @Test
  void flagsAreTheCompilersAndMakeAnotherArtifact() throws Exception {
    String code = "#include <stdio.h>\nint main(void) { return puts(WORD) < 0; }";
    try (TestPeer peer = executor.connect()) {
      Compile plain = withFlags("c", code, List.of());
      Compile one = withFlags("c", code, List.of("-DWORD=\"one\""));
      Compile two = withFlags("c", code, List.of("-DWORD=\"a b\"", "-O0"));
      assertThat(peer.compile(plain).status()).isEqualTo(Status.COMPILATION_ERROR);
      Compiled first = peer.compile(one);
      Compiled second = peer.compile(two);
      assertThat(second.cached()).isFalse();
      assertThat(second.artifact()).isNotEqualTo(first.artifact());
      assertThat(peer.compile(one).cached()).isTrue();
      peer.run(Programs.run("2", String.valueOf(second.artifact()), null));
      assertThat(peer.body("stdout")).isEqualTo("a b\n");
      peer.execute(
          new Execute(
              "3", "c", code, null, null, null, null, null, null, null, null, null, one.flags()));
      assertThat(peer.body("stdout")).isEqualTo("one\n");
      assertThat(peer.refused(withFlags("python", "print()", List.of("-O"))).field())
          .isEqualTo("flags");
      Compiled elsewhere = peer.compile(withFlags("c", code, List.of("-DWORD=\"x\"", "-o/tmp/x")));
      assertThat(peer.run(Programs.run("4", String.valueOf(elsewhere.artifact()), null)).status())
          .isEqualTo(Status.RUNTIME_ERROR);
    }
  }

  private static Compile withFlags(String language, String code, List<String> flags) {
    return new Compile("1", language, null, null, null, code, null, flags);
  }

  @Test
  void entryPointsOfPackedSources() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Tarball two =
          new Tarball()
              .file(
                  "src/a/One.java",
                  "package a; public class One { public static void main(String[] x) { System.out.print(1); } }")
              .file(
                  "src/b/Two.java",
                  "package b; public class Two { public static void main(String[] x) { System.out.print(2); } }");
      peer.execute(execute("java", null, ArchiveFormat.TAR_GZ, "b.Two"), archive(two));
      assertThat(peer.body("stdout")).isEqualTo("2");
      Failure useless =
          peer.refused(packed("c", "main.c"), archive(new Tarball().file("main.c", "")));
      assertThat(useless.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(useless.field()).isEqualTo("entrypoint");
    }
  }

  @ParameterizedTest
  @CsvSource({"../escape, leads out", "/etc/cron.d/x, absolute path", "a//b, no plain path"})
  void namesThatLeadOutAreRefused(String name, String why) throws Exception {
    try (TestPeer peer = executor.connect()) {
      Failure refused =
          peer.refused(packed("c", null), archive(new Tarball().file(name, "int main(){}")));
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refused.field()).isEqualTo("archive");
      assertThat(refused.message()).contains(name, why);
    }
    executor.assertIdle();
  }

  @Test
  void aBombIsTooLargeAndLeavesNothing() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Tarball bomb = new Tarball().file("main.c", "x".repeat(40 << 20));
      Failure refused = peer.refused(packed("c", null), archive(bomb));
      assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(refused.field()).isEqualTo("archive");
    }
    executor.assertIdle();
  }

  @Test
  void sourcesComeInOneWay() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Compile nothing = new Compile("1", "c", null, null, null, null, null);
      assertThat(peer.refused(nothing).field()).isEqualTo("code");
      assertThat(peer.refused(packed("c", null)).field()).isEqualTo("bodies");
      assertThat(peer.refused(packed("c", null), archive(project()), body("main.c", "")).field())
          .isEqualTo("bodies");
    }
  }
}
