package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.KillReason;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every program below {@code src/test/hostile} twice, and compares with its first line. */
@Tag("sandbox")
final class HostileProgramsIT {
  private static final Pattern EXPECTATION =
      Pattern.compile(
          "// expect: (?:exit (?<exit>\\d+)(?: output \"(?<output>.*)\")?|signal (?<signal>\\d+)"
              + "|killed (?<killed>[A-Z_]+)(?: (?<syscall>\\w+))?|(?<oom>out-of-memory))");
  private static final RunLimits LIMITS =
      RunLimits.contestant(Slowness.of(Duration.ofSeconds(1)))
          .withMemory(ByteSize.ofMiB(96))
          .withWallTime(Duration.ofSeconds(12));

  @TempDir Path stateDir;
  private Slot slot;

  static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/hostile"))) {
      return files.sorted().toList();
    }
  }

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void endsAsItsFirstLineSays(Path source) throws Exception {
    Matcher expected = EXPECTATION.matcher(Files.readAllLines(source).getFirst());
    assertThat(expected.matches()).as("first line of %s", source).isTrue();
    String program = slot.compileC(source);

    compare(slot.run(LIMITS, program), expected);
    compare(slot.run(LIMITS, program), expected);

    assertThat(slot.processes()).isEmpty();
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }

  private static void compare(Slot.Ran ran, Matcher expected) {
    RunReport report = ran.report();
    if (expected.group("oom") != null) {
      assertThat(report.oomKills()).as("%s", ran).isPositive();
      return;
    }
    assertThat(report.oomKills()).as("%s", ran).isZero();
    if (expected.group("killed") == null) {
      assertThat(report.killedBy()).as("%s", ran).isEmpty();
    } else {
      assertThat(report.killedBy())
          .as("%s", ran)
          .contains(KillReason.valueOf(expected.group("killed")));
      assertThat(report.refusedSyscall().orElse(null)).isEqualTo(expected.group("syscall"));
    }
    if (expected.group("exit") != null) {
      assertThat(report.termination())
          .as("%s", ran)
          .isEqualTo(new Exited(Integer.parseInt(expected.group("exit"))));
    }
    if (expected.group("signal") != null) {
      assertThat(report.termination())
          .isEqualTo(new Signaled(Integer.parseInt(expected.group("signal"))));
    }
    if (expected.group("output") != null) {
      assertThat(ran.stdout()).isEqualTo(expected.group("output"));
    }
  }
}
