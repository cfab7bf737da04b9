package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static gavel.executor.app.Programs.compile;
import static gavel.executor.app.Programs.run;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.Limit;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Run;
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
            "memory"),
        new Case("for (;;) puts(\"x\");", ENDED_AT_THE_LIMIT, Status.OUTPUT_EXCEEDED, "stdout"),
        new Case("for (;;) puts(\"x\");", LIMITS, Status.TIMEOUT, "cpu"),
        new Case(
            "for (int i = 0; i < 99999; i++) puts(\"x\");",
            LIMITS,
            Status.OUTPUT_EXCEEDED,
            "stdout"),
        new Case(
            "struct rlimit r; getrlimit(RLIMIT_FSIZE, &r); ftruncate(creat(\"/tmp/a\", 0600),"
                + " r.rlim_cur + 1);",
            LIMITS,
            Status.OUTPUT_EXCEEDED,
            "file size"),
        new Case(
            "write(2, calloc(1 << 20, 1), 1 << 20); return 0;", LIMITS, Status.SUCCESS, "null"),
        new Case("ptrace(PTRACE_TRACEME, 0, 0, 0);", LIMITS, Status.SECURITY_VIOLATION, "ptrace"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyStatus(Case program) throws Exception {
    String code =
        "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\n"
            + "#include <fcntl.h>\n#include <sys/resource.h>\n#include <sys/wait.h>\n"
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

  /** A program, and what it says about the limit that it was over. */
  static Stream<Case> outOfMemory() {
    String fill = "read(open(\"/dev/zero\", 0), malloc(60 << 20), 60 << 20); ";
    String hoard = "for (;;) memset(malloc(1 << 20), 1, 1 << 20); ";
    return Stream.of(
        new Case(
            "if (fork() == 0) { " + hoard + "} int s; wait(&s); return 0;",
            LIMITS,
            Status.MEMORY_EXCEEDED,
            "memory"),
        new Case(
            "if (fork() == 0) { setsid(); if (fork() == 0) { "
                + hoard
                + "} pause(); } sleep(2);"
                + " return 0;",
            LIMITS,
            Status.MEMORY_EXCEEDED,
            "memory"),
        new Case(
            "static char x[120000]; memset(x, 'x', sizeof x - 1); char *v[17] = {0};"
                + " for (int i = 0; i < 16; i++) v[i] = x; read(open(\"/dev/zero\", 0), malloc(62 << 20), 62 << 20);"
                + " execv(\"/bin/true\", v); return 9;",
            LIMITS, Status.MEMORY_EXCEEDED, "memory"),
        new Case(
            fill + "if (malloc((size_t) 1 << 46) == NULL) return 1;",
            LIMITS,
            Status.RUNTIME_ERROR,
            "exit code 1, near the memory limit"),
        new Case(
            fill + "if (malloc((size_t) 1 << 46) == NULL) abort();",
            LIMITS,
            Status.RUNTIME_ERROR,
            "signal SIGABRT, near the memory limit"),
        new Case(fill + "return 0;", LIMITS, Status.SUCCESS, "null"));
  }

  @ParameterizedTest
  @MethodSource("outOfMemory")
  void wantOfMemoryAnywhere(Case program) throws Exception {
    everyStatus(program);
  }

  /** The interpreter's own execve does not fit into the limit. */
  @Test
  void memoryThatExecveNeeds() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Compiled compiled =
          peer.compile(compile("1", "python", "main.py"), body("main.py", "print(1)"));
      LimitsOverride little = LimitsOverride.all(LIMITS.withMemory(ByteSize.ofMiB(1)));
      String artifact = String.valueOf(compiled.artifact());
      Ran ran = peer.run(new Run("2", artifact, List.of("x".repeat(120_000)), null, little, null));
      assertThat(ran.status()).as(ran.toString()).isEqualTo(Status.MEMORY_EXCEEDED);
      assertThat(ran.limit()).isEqualTo(Limit.MEMORY);
    }
    executor.assertIdle();
  }

  @Test
  void anAllocationThatWasRefusedNearTheLimitSaysSo() throws Exception {
    String code =
        "#include <new>\n#include <vector>\nint main() { std::vector<char> most(60 << 20, 1);"
            + " try { return (new char[1L << 46])[most[0]]; }"
            + " catch (const std::bad_alloc &) { return 1; } }";
    try (TestPeer peer = executor.connect()) {
      Compiled compiled = peer.compile(compile("1", "cpp", "a.cpp"), body("a.cpp", code));
      String artifact = String.valueOf(compiled.artifact());
      Ran ran = peer.run(run("2", artifact, LimitsOverride.all(LIMITS)));
      assertThat(ran.status()).as(ran.toString()).isEqualTo(Status.RUNTIME_ERROR);
      assertThat(ran.reason()).isEqualTo("exit code 1, near the memory limit");
    }
  }

  @Test
  void theAccountIsComplete() throws Exception {
    String code =
        "#include <signal.h>\n#include <time.h>\n#include <unistd.h>\n"
            + "int main(void) { for (int i = 0; i < 4; i++) if (fork() == 0) { pause(); }"
            + " while (clock() < CLOCKS_PER_SEC / 5) getppid(); raise(SIGUSR1); }";
    try (TestPeer peer = executor.connect()) {
      Ran ran = peer.run(run("1", Programs.c(peer, code), LimitsOverride.all(LIMITS)));
      assertThat(ran.status()).isEqualTo(Status.RUNTIME_ERROR);
      assertThat(ran.reason()).isEqualTo("signal SIGUSR1");
      assertThat(ran.signalName()).isEqualTo("SIGUSR1");
      assertThat(ran.limit()).isNull();
      assertThat(ran.cpuTime()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
      assertThat(ran.userTime().plus(ran.systemTime()))
          .isBetween(ran.cpuTime().minusMillis(2), ran.cpuTime().plusMillis(2));
      assertThat(ran.wallTime()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
      assertThat(ran.memory()).isGreaterThan(ByteSize.ZERO);
      assertThat(ran.maxRss()).isGreaterThan(ByteSize.ofKiB(100));
      assertThat(ran.processesPeak()).isIn(null, 5);
    }
  }

  @Test
  void cpusAreThoseOfTheExecutorOnly() throws Exception {
    String code =
        "#define _GNU_SOURCE\n#include <sched.h>\nint main(void) { cpu_set_t s;"
            + " sched_getaffinity(0, sizeof s, &s); return CPU_COUNT(&s); }";
    try (TestPeer peer = executor.connect()) {
      String artifact = Programs.c(peer, code);
      LimitsOverride two = LimitsOverride.builder().cpus(CpuSet.parse("0-1")).build();
      assertThat(peer.run(run("1", artifact, null)).exitCode()).isEqualTo(1);
      assertThat(peer.run(run("2", artifact, two)).exitCode()).isEqualTo(2);
      LimitsOverride none = LimitsOverride.builder().cpus(CpuSet.of(0, 8191)).build();
      assertThat(peer.refused(run("3", artifact, none)).field()).isEqualTo("limits.cpus");
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
