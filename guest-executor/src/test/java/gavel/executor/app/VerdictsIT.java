package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static gavel.executor.app.Programs.compile;
import static gavel.executor.app.Programs.run;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.LimitsOverride;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs do to get each status. */
@Tag("sandbox")
class VerdictsIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Enough wall time for a CPU limit to be reached on a busy machine. */
  private static final RunLimits LIMITS =
      RunLimits.contestant(SECOND)
          .withWallTime(Duration.ofSeconds(60))
          .withMemory(ByteSize.ofMiB(64))
          .withStdout(ByteSize.ofKiB(100), OutputPolicy.DRAIN);

  private static final RunLimits ENDED_AT_THE_LIMIT =
      LIMITS.withStdout(ByteSize.ofKiB(100), OutputPolicy.KILL);
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

  /** A program, what bounds it, and what comes of it. */
  record Case(String code, RunLimits limits, Status status, String reason) {
    @Override
    public String toString() {
      return status + " " + reason + ": " + code;
    }
  }

  static Stream<Case> programs() {
    RunLimits noTime = LIMITS.withWallTime(Duration.ofMillis(300));
    return Stream.of(
        new Case("return 0;", LIMITS, Status.SUCCESS, "null"),
        new Case("return 7;", LIMITS, Status.RUNTIME_ERROR, "exit code 7"),
        new Case("abort();", LIMITS, Status.RUNTIME_ERROR, "signal SIGABRT"),
        new Case("*(volatile int *)0 = 0;", LIMITS, Status.RUNTIME_ERROR, "signal SIGSEGV"),
        new Case("for (;;);", LIMITS, Status.TIMEOUT, "cpu"),
        new Case("sleep(100);", noTime, Status.TIMEOUT, "wall"),
        new Case(
            "for (;;) memset(malloc(1 << 20), 1, 1 << 20);",
            LIMITS,
            Status.MEMORY_EXCEEDED,
            "null"),
        new Case("for (;;) puts(\"x\");", ENDED_AT_THE_LIMIT, Status.OUTPUT_EXCEEDED, "stdout"),
        new Case("for (;;) puts(\"x\");", LIMITS, Status.TIMEOUT, "cpu"),
        new Case(
            "for (int i = 0; i < 99999; i++) puts(\"x\");",
            LIMITS,
            Status.OUTPUT_EXCEEDED,
            "stdout"),
        new Case("ptrace(PTRACE_TRACEME, 0, 0, 0);", LIMITS, Status.SECURITY_VIOLATION, "ptrace"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyStatus(Case program) throws Exception {
    String code =
        "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\n"
            + "#include <sys/ptrace.h>\nint main(void) { "
            + program.code()
            + " }";
    try (TestPeer peer = executor.connect()) {
      String artifact = Programs.c(peer, code);
      Ran ran = peer.run(run("1", artifact, LimitsOverride.all(program.limits())));
      assertThat(ran.status()).as(ran.toString()).isEqualTo(program.status());
      assertThat(String.valueOf(ran.reason())).isEqualTo(program.reason());
    }
    executor.assertIdle();
  }

  private static Compiled compiled(Compile request, Body... bodies) throws Exception {
    try (TestPeer peer = executor.connect()) {
      return peer.compile(request, bodies);
    } finally {
      executor.assertIdle();
    }
  }

  @Test
  void aCompilerThatFailsIsTheProgramsFault() throws Exception {
    Compiled failed = compiled(compile("1", "cpp", "main.cpp"), body("main.cpp", "int main( {"));
    assertThat(failed.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(failed.reason()).isEqualTo("the compiler failed: exit code 1");
    assertThat(failed.output()).contains("main.cpp:1");
    assertThat(failed.artifact()).isNull();
    Compiled python = compiled(compile("2", "python", "a.py"), body("a.py", "def f(:\n"));
    assertThat(python.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(python.output()).contains("SyntaxError").contains("a.py");
  }

  @Test
  void aCompilerThatBreaksALimitToo() throws Exception {
    String bomb = "#include __FILE__\n";
    LimitsOverride little =
        LimitsOverride.all(
            RunLimits.compiler()
                .withMemory(ByteSize.ofMiB(40))
                .withWallTime(Duration.ofMillis(1500)));
    Compiled compiled =
        compiled(
            new Compile("1", "cpp", List.of("a.cpp"), null, little),
            body(
                "a.cpp",
                "template<int n> struct A { A<n + 1> a; }; A<0> a;\n#include <regex>\n" + bomb));
    assertThat(compiled.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(compiled.reason()).startsWith("the compiler");
  }

  @Test
  void endlessDiagnosticsAreCut() throws Exception {
    Compiled compiled =
        compiled(compile("1", "c", "a.c"), body("a.c", "int main(void) {\n" + manyErrors() + "}"));
    assertThat(compiled.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(compiled.output()).startsWith("a.c:").endsWith("output is cut]\n");
    assertThat(compiled.output().length()).isLessThanOrEqualTo(64 << 10);
  }

  private static String manyErrors() {
    return IntStream.range(0, 3000)
        .mapToObj(number -> "undeclared" + number + ";\n")
        .collect(Collectors.joining());
  }

  @Test
  void whatIsNoProgramSaysWhy() throws Exception {
    Compiled none = compiled(compile("1", "c", "readme.txt"), body("readme.txt", "hello"));
    assertThat(none.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(none.output()).contains("None of the files is a source in C17");
    Compiled empty = compiled(compile("2", "c", "a.c"), body("a.c", ""));
    assertThat(empty.status()).isEqualTo(Status.COMPILATION_ERROR);
    Compiled noMain = compiled(compile("3", "java", "A.java"), body("A.java", "class A {}"));
    assertThat(noMain.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(noMain.output()).contains("no class with a main method");
  }

  @Test
  void severalFilesAndOthersBeside() throws Exception {
    Compiled compiled =
        compiled(
            compile("1", "c", "main.c", "lib/x.h", "lib/x.c", "data.txt", "-o.c"),
            body("main.c", "#include \"lib/x.h\"\nint main(void) { return x() - 5; }"),
            body("lib/x.h", "int x(void);"),
            body("lib/x.c", "#include \"x.h\"\nint x(void) { return 5; }"),
            body("-o.c", "int unused;"),
            body("data.txt", "data"));
    assertThat(compiled.status()).as(compiled.output()).isEqualTo(Status.SUCCESS);
    try (TestPeer peer = executor.connect()) {
      assertThat(peer.run(run("1", String.valueOf(compiled.artifact()), null)).status())
          .isEqualTo(Status.SUCCESS);
    }
  }
}
