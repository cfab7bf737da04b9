package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.KillReason;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every limit is where it was set, and says so. */
@Tag("sandbox")
final class LimitsIT {
  private static final int SIGXFSZ = 25;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How far the clock may have gone when the end of that second is seen. */
  private static final Duration LATEST_END = SECOND.plus(Slowness.of(Duration.ofMillis(100)));

  /** The wall limit is far off, as these tests share their CPUs. */
  private static final RunLimits ONE_SECOND =
      RunLimits.contestant(SECOND).withWallTime(Duration.ofSeconds(30));

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

  @Test
  void processorTimeOfOneThread() throws Exception {
    RunReport report = slot.run(ONE_SECOND, "/bin/sh", "-c", "while :; do :; done").report();

    assertThat(report.killedBy()).contains(KillReason.CPU_TIME);
    assertThat(report.termination()).isEqualTo(new Signaled(9));
    assertThat(report.cpuTime()).isBetween(SECOND, LATEST_END);
    assertThat(report.userTime().plus(report.systemTime())).isEqualTo(report.cpuTime());
    assertThat(report.maxRss()).isGreaterThan(ByteSize.ofKiB(500));
  }

  @Test
  void processorTimeOfManyThreadsAndOfProcesses() throws Exception {
    String threads =
        """
        import threading
        def burn():
          while True: pass
        for _ in range(4): threading.Thread(target=burn).start()
        """;
    RunReport python = slot.run(ONE_SECOND, "/usr/bin/python3", "-c", threads).report();
    RunReport shells =
        slot.run(
                ONE_SECOND,
                "/bin/sh",
                "-c",
                "for i in 1 2 3; do while :; do :; done & done; while :; do :; done")
            .report();

    assertThat(python.killedBy()).contains(KillReason.CPU_TIME);
    assertThat(python.cpuTime()).isBetween(SECOND, LATEST_END);
    assertThat(shells.killedBy()).contains(KillReason.CPU_TIME);
    assertThat(shells.cpuTime()).isBetween(SECOND, LATEST_END);
  }

  @Test
  void wallClockOfASleeper() throws Exception {
    RunLimits limits = RunLimits.contestant(SECOND).withWallTime(Duration.ofMillis(700));

    RunReport report = slot.run(limits, "/bin/sleep", "100").report();

    assertThat(report.killedBy()).contains(KillReason.WALL_TIME);
    assertThat(report.wallTime())
        .isBetween(Duration.ofMillis(700), Slowness.of(Duration.ofSeconds(5)));
    assertThat(report.cpuTime()).isLessThan(Slowness.of(Duration.ofMillis(500)));
  }

  @Test
  void memory() throws Exception {
    RunLimits limits = Slot.LIMITS.withMemory(ByteSize.ofMiB(64));

    RunReport over =
        slot.run(limits, "/usr/bin/python3", "-c", "x = bytearray(200 << 20)").report();
    RunReport within =
        slot.run(limits, "/usr/bin/python3", "-c", "x = bytearray(30 << 20)").report();

    assertThat(over.oomKills()).isPositive();
    assertThat(over.termination()).isEqualTo(new Signaled(9));
    assertThat(over.killedBy()).isEmpty();
    assertThat(over.memoryPeak()).isBetween(ByteSize.ofMiB(60), ByteSize.ofMiB(64));
    assertThat(within.oomKills()).isZero();
    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(within.memoryPeak()).isBetween(ByteSize.ofMiB(30), ByteSize.ofMiB(60));
    assertThat(within.maxRss()).isBetween(ByteSize.ofMiB(30), ByteSize.ofMiB(60));
  }

  @Test
  void memoryThatExecItselfNeeds() throws Exception {
    RunLimits limits = Slot.LIMITS.withMemory(ByteSize.ofMiB(1));
    String[] argv = new String[9];
    Arrays.fill(argv, "x".repeat(125_000));
    argv[0] = "/bin/true";

    RunReport report = slot.run(limits, argv).report();

    assertThat(report.oomKills()).isPositive();
    assertThat(report.termination()).isEqualTo(new Signaled(9));
  }

  @Test
  void memoryOfFilesInTmpCounts() throws Exception {
    RunReport report =
        slot.run(
                Slot.LIMITS.withMemory(ByteSize.ofMiB(32)),
                "/bin/sh",
                "-c",
                "head -c 100M /dev/zero > /tmp/a")
            .report();

    assertThat(report.oomKills()).isPositive();
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
    Slot.Ran ran = slot.shell("head -c 1M /dev/zero >&2; echo done");

    assertThat(ran.report().termination()).isEqualTo(new Exited(0));
    assertThat(ran.report().stderrTruncated()).isTrue();
    assertThat(ran.report().stdoutTruncated()).isFalse();
    assertThat(ran.stderr()).hasSize((int) Slot.LIMITS.stderr().bytes());
    assertThat(ran.stdout()).isEqualTo("done\n");
  }

  @Test
  void fileSize() throws Exception {
    RunLimits limits = withFiles(ByteSize.ofMiB(1), ByteSize.ofMiB(16), 100, 32);

    RunReport report = slot.run(limits, "/bin/dd", "if=/dev/zero", "of=/tmp/a", "bs=64k").report();

    assertThat(report.termination()).isEqualTo(new Signaled(SIGXFSZ));
  }

  @Test
  void sizeAndNumberOfTemporaryFiles() throws Exception {
    RunLimits limits = withFiles(ByteSize.ofMiB(100), ByteSize.ofMiB(2), 20, 32);

    Slot.Ran full = slot.run(limits, "/bin/sh", "-c", "head -c 3M /dev/zero > /tmp/a");
    Slot.Ran many =
        slot.run(
            limits, "/bin/sh", "-c", "i=0; while [ $i -lt 50 ]; do i=$((i+1)); : >/tmp/$i; done");

    assertThat(full.stderr()).contains("No space left");
    assertThat(many.stderr()).contains("No space left");
  }

  @Test
  void openFiles() throws Exception {
    RunLimits limits = withFiles(ByteSize.ofMiB(1), ByteSize.ofMiB(16), 100, 10);

    assertThat(slot.run(limits, "/bin/sh", "-c", "ulimit -n; ulimit -Hn").stdout())
        .isEqualTo("10\n10\n");
    assertThat(slot.run(limits, "/bin/sh", "-c", "ulimit -s; ulimit -c").stdout())
        .isEqualTo("unlimited\n0\n");
  }

  @Test
  void processes() throws Exception {
    String forks =
        """
        import os
        n = 0
        try:
          while True:
            if os.fork() == 0:
              os.pause() if hasattr(os, 'pause') else __import__('time').sleep(100)
            n += 1
        except OSError as e:
          print(n, e.errno)
        """;

    Slot.Ran ran = slot.run(Slot.LIMITS.withProcesses(10), "/usr/bin/python3", "-c", forks);

    assertThat(ran.stdout()).isEqualTo("9 11\n");
    assertThat(slot.processes()).isEmpty();
  }

  private static RunLimits withFiles(
      ByteSize fileSize, ByteSize tmpSize, int tmpInodes, int openFiles) {
    RunLimits base = Slot.LIMITS;
    return new RunLimits(
        base.cpuTime(),
        base.wallTime(),
        base.memory(),
        base.stdout(),
        base.stderr(),
        fileSize,
        tmpSize,
        tmpInodes,
        base.processes(),
        openFiles,
        Optional.empty(),
        base.outputPolicy());
  }
}
