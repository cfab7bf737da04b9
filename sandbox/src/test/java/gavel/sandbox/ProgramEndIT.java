package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Termination.Exited;
import gavel.model.Termination.NotStarted;
import gavel.model.Termination.Signaled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a program ended, and that it never began. */
@Tag("sandbox")
final class ProgramEndIT {
  private static final int ENOENT = 2;
  private static final int EIO = 5;
  private static final int ENOEXEC = 8;
  private static final int EACCES = 13;

  @TempDir Path stateDir;
  private Slot slot;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 126, 127, 128, 137, 255})
  void exitCodes(int code) throws Exception {
    assertThat(slot.shell("exit " + code).report().termination()).isEqualTo(new Exited(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 8, 9, 11, 13, 15, 31, 34, 64})
  void signals(int signal) throws Exception {
    RunReport report = slot.shell("kill -" + signal + " $$").report();

    assertThat(report.termination()).isEqualTo(new Signaled(signal));
    assertThat(report.killedBy()).isEmpty();
    assertThat(report.oomKills()).isZero();
  }

  @Test
  void whatCannotBeExecutedIsNoExitCode() throws Exception {
    write("empty", "", true);
    write("garbage", "\u007fELFgarbage", true);
    write("no-interpreter", "#!/no/such/interpreter\n", true);
    write("not-executable", "#!/bin/sh\n", false);

    assertThat(end("/no/such/program")).isEqualTo(new NotStarted("exec", ENOENT));
    assertThat(end("/box/no-interpreter")).isEqualTo(new NotStarted("exec", ENOENT));
    assertThat(end("/box/garbage")).isEqualTo(new NotStarted("exec", ENOEXEC));
    assertThat(end("/box/empty")).isEqualTo(new NotStarted("exec", ENOEXEC));
    assertThat(end("/box/not-executable")).isEqualTo(new NotStarted("exec", EACCES));
    assertThat(end("/box")).isEqualTo(new NotStarted("exec", EACCES));
    assertThat(end("/bin/true")).isEqualTo(new Exited(0));
  }

  /** The kernel's errno for it, EIO, must not be taken for a fault of the machine. */
  @Test
  void anInterpreterShorterThanAHeaderIsTheProgramsOwnFault() throws Exception {
    write("short", "#!/bin/sh\n", true);
    String program = slot.compileC(Path.of("src/test/c/short-interpreter.c"));

    assertThat(end(program)).isEqualTo(new NotStarted("exec", EIO));
  }

  @Test
  void argumentsAndEnvironmentArriveAsTheyAre() throws Exception {
    RunSpec spec =
        new RunSpec(
            List.of("/usr/bin/env", "printf", "[%s]", "", "a b", "ü=1", "line\nbreak"),
            Map.of("PATH", "/usr/bin", "LC_ALL", "C"),
            new Box.Directory(slot.work),
            Optional.empty(),
            new MemorySink(),
            new MemorySink(),
            Slot.LIMITS);

    assertThat(slot.run(spec).stdout()).isEqualTo("[][a b][ü=1][line\nbreak]");
    assertThat(slot.run(Slot.LIMITS, "/usr/bin/env").stdout().lines())
        .containsExactlyInAnyOrder(
            "PATH=/usr/bin:/bin", "HOME=/tmp", "TMPDIR=/tmp", "LANG=C.UTF-8");
  }

  @Test
  void standardInputIsTheFileOrEmpty() throws Exception {
    Path input = Files.writeString(stateDir.resolve("input"), "first\nsecond\n");
    RunSpec spec =
        new RunSpec(
            List.of("/bin/sh", "-c", "read line; echo $line; cat /dev/stdin"),
            Slot.ENVIRONMENT,
            new Box.Directory(slot.work),
            Optional.of(input),
            new MemorySink(),
            new MemorySink(),
            Slot.LIMITS);

    assertThat(slot.run(spec).stdout()).startsWith("first\n").contains("second");
    assertThat(slot.shell("cat; echo end").stdout()).isEqualTo("end\n");
  }

  @Test
  void nothingOutlivesTheProgramItself() throws Exception {
    Slot.Ran ran = slot.shell("(setsid sleep 100 >/dev/null 2>&1 &) ; (sleep 100 &) ; echo over");

    assertThat(ran.report().termination()).isEqualTo(new Exited(0));
    assertThat(ran.stdout()).isEqualTo("over\n");
    assertThat(slot.processes()).isEmpty();
  }

  private Object end(String program) throws Exception {
    return slot.run(Slot.LIMITS, program).report().termination();
  }

  private void write(String name, String content, boolean executable) throws Exception {
    Path file = Files.writeString(slot.work.resolve(name), content);
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
