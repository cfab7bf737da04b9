package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.KillReason;
import gavel.model.Limit;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import gavel.model.VerdictRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit is where it was set, and says so. */
@Tag("sandbox")
final class LimitsIT {
  private static final int EAGAIN = 11;
  private static final Duration LIMIT = Duration.ofMillis(500);

  /** On an idle machine it is within 20 ms; here others run, too. */
  private static final Duration SLACK = Slowness.of(Duration.ofMillis(200));

  /** What a program has used before it counts its own time. */
  private static final Duration START = Slowness.of(Duration.ofMillis(50));

  /** The wall limit is far off, as these tests share their CPUs. */
  private static final RunLimits LIMITS =
      RunLimits.contestant(LIMIT).withWallTime(Duration.ofSeconds(30));

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

  /** Some threads in some processes, on some CPUs. */
  @ParameterizedTest
  @CsvSource({"1,1,0", "1,1,1", "4,1,0", "1,4,0", "2,2,0", "2,1,0-1", "4,1,0-1", "1,4,0-1"})
  void processorTime(int threads, int processes, String cpus) throws Exception {
    RunLimits limits = LIMITS.toBuilder().cpus(CpuSet.parse(cpus)).build();
    String burn = slot.compileC(CPrograms.source("burn"));
    Duration work = LIMIT.minus(START);
    long most = work.toMillis() / threads / processes;

    RunReport within = slot.run(limits, argv(burn, most, threads, processes)).report();
    RunReport over = slot.run(limits, argv(burn, 100_000, threads, processes)).report();

    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(within.cpuTime()).isBetween(work.multipliedBy(8).dividedBy(9), LIMIT);
    assertThat(over.killedBy()).contains(KillReason.CPU_TIME);
    assertThat(over.termination()).isEqualTo(new Signaled(9));
    assertThat(over.cpuTime()).isBetween(LIMIT, LIMIT.plus(SLACK));
    assertThat(over.userTime().plus(over.systemTime())).isEqualTo(over.cpuTime());
    assertThat(VerdictRules.classify(over.facts(), limits).limit()).contains(Limit.CPU_TIME);
    System.out.printf(
        Locale.ROOT,
        "CPU limit, %d threads x %d processes on CPUs %s: %.1f ms over%n",
        threads,
        processes,
        cpus,
        over.cpuTime().minus(LIMIT).toNanos() / 1e6);
  }

  private static String[] argv(String program, long... numbers) {
    return Stream.concat(Stream.of(program), Arrays.stream(numbers).mapToObj(Long::toString))
        .toArray(String[]::new);
  }

  @Test
  void wallClockOfASleeper() throws Exception {
    Duration wall = Duration.ofSeconds(5);
    RunLimits limits = LIMITS.withWallTime(wall);

    RunReport over = slot.run(limits, "/bin/sleep", "100").report();
    RunReport within = slot.run(limits, "/bin/sleep", "1").report();

    assertThat(over.killedBy()).contains(KillReason.WALL_TIME);
    assertThat(over.wallTime()).isBetween(wall, Slowness.of(Duration.ofSeconds(10)));
    assertThat(over.cpuTime()).isLessThan(LIMIT);
    assertThat(VerdictRules.classify(over.facts(), limits).limit()).contains(Limit.WALL_TIME);
    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(within.wallTime()).isBetween(Duration.ofSeconds(1), wall);
  }

  @Test
  void theRunIsPinnedToItsCpus() throws Exception {
    String affinity = slot.compileC(CPrograms.source("affinity"));

    assertThat(slot.run(LIMITS, affinity).stdout()).isEqualTo(slot.config.cpu() + " ");
    assertThat(slot.run(on("0"), affinity).stdout()).isEqualTo("0 ");
    assertThat(slot.run(on("1"), affinity).stdout()).isEqualTo("1 ");
    assertThat(slot.run(on("0-1"), affinity).stdout()).isEqualTo("0 1 ");
    assertThat(slot.run(LIMITS, affinity).stdout()).isEqualTo(slot.config.cpu() + " ");
  }

  private static RunLimits on(String cpus) {
    return LIMITS.toBuilder().cpus(CpuSet.parse(cpus)).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void threadsAndProcesses(String kind) throws Exception {
    RunLimits limits = LIMITS.withProcesses(10);
    String many = slot.compileC(CPrograms.source("many"));

    Slot.Ran within = slot.run(limits, many, kind, "9");
    Slot.Ran over = slot.run(limits, many, kind, "10");

    assertThat(within.report().termination()).isEqualTo(new Exited(0));
    assertThat(within.report().processesPeak()).isIn(OptionalInt.of(10), OptionalInt.empty());
    assertThat(over.report().termination()).isEqualTo(new Exited(EAGAIN));
    assertThat(slot.processes()).isEmpty();
  }

  @Test
  void excessOutputIsDrained() throws Exception {
    RunLimits limits = Slot.LIMITS.withStdout(ByteSize.ofBytes(1000), OutputPolicy.DRAIN);

    Slot.Ran ran = slot.run(limits, "/bin/sh", "-c", "head -c 3M /dev/zero; exit 4");

    assertThat(ran.report().termination()).isEqualTo(new Exited(4));
    assertThat(ran.report().killedBy()).isEmpty();
    assertThat(ran.report().stdoutTruncated()).isTrue();
    assertThat(ran.report().stdoutSize()).isEqualTo(ByteSize.ofMiB(3));
    assertThat(ran.stdout()).hasSize(1000);
  }

  @Test
  void outputOfExactlyTheLimitIsNoExcess() throws Exception {
    RunLimits limits = Slot.LIMITS.withStdout(ByteSize.ofBytes(1000), OutputPolicy.KILL);

    Slot.Ran ran = slot.run(limits, "/bin/sh", "-c", "head -c 1000 /dev/zero");

    assertThat(ran.report().stdoutTruncated()).isFalse();
    assertThat(ran.report().killedBy()).isEmpty();
    assertThat(ran.stdout()).hasSize(1000);
  }

  @Test
  void excessOutputEndsTheRunWhereThatIsThePolicy() throws Exception {
    RunLimits limits = Slot.LIMITS.withStdout(ByteSize.ofMiB(1), OutputPolicy.KILL);

    Slot.Ran ran = slot.run(limits, "/usr/bin/yes");

    assertThat(ran.report().killedBy()).contains(KillReason.OUTPUT);
    assertThat(ran.report().stdoutTruncated()).isTrue();
    assertThat(ran.stdout()).hasSize(1 << 20);
  }

  @Test
  void standardErrorIsOnlyCut() throws Exception {
    RunLimits limits =
        Slot.LIMITS.toBuilder()
            .stderr(ByteSize.ofBytes(1000))
            .outputPolicy(OutputPolicy.KILL)
            .build();

    Slot.Ran over = slot.run(limits, "/bin/sh", "-c", "head -c 1M /dev/zero >&2; echo done");
    Slot.Ran within = slot.run(limits, "/bin/sh", "-c", "head -c 1000 /dev/zero >&2; echo done");

    assertThat(over.report().termination()).isEqualTo(new Exited(0));
    assertThat(over.report().stderrTruncated()).isTrue();
    assertThat(over.report().stdoutTruncated()).isFalse();
    assertThat(over.stderr()).hasSize(1000);
    assertThat(over.stdout()).isEqualTo("done\n");
    assertThat(within.report().stderrTruncated()).isFalse();
    assertThat(within.stderr()).hasSize(1000);
  }
}
