package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.model.KillReason;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs under control groups of version 2. Runs in a guest, see {@link
 * gavel.sandbox.guest.V2GuestIT}.
 */
@Tag("guest")
final class V2RunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

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

  /** It cannot have got there by itself: it is alone in a group for one, and root's to write. */
  @Test
  void theProgramIsBornInItsGroup() throws Exception {
    RunReport report = slot.run(Slot.LIMITS.withProcesses(1), "/bin/true").report();

    assertThat(report.termination()).isEqualTo(new Exited(0));
    assertThat(report.processesPeak()).isEqualTo(OptionalInt.of(1));
    assertThat(report.memoryPeak().bytes()).isPositive();
  }

  @Test
  void nothingButTheProgramIsInTheGroupAndAllOfItEnds() throws Exception {
    CompletableFuture<Void> running = new CompletableFuture<>();
    RunSpec base =
        slot.spec(
            Slot.LIMITS.withWallTime(PATIENCE),
            "/bin/sh",
            "-c",
            "(setsid sleep 1000 &) ; sleep 1000 & echo running; wait");
    RunSpec spec =
        new RunSpec(
            base.argv(),
            base.environment(),
            base.box(),
            base.stdin(),
            (buffer, offset, length) -> running.complete(null),
            base.stderr(),
            base.limits());
    FutureTask<RunReport> run = new FutureTask<>(() -> slot.sandbox.run(spec));
    Thread.ofPlatform().start(run);
    await().atMost(PATIENCE).until(running::isDone);
    await().atMost(PATIENCE).until(() -> slot.processes().size() == 3);

    assertThat(members())
        .containsExactlyInAnyOrderElementsOf(
            slot.processes().stream().map(path -> path.getFileName().toString()).toList());
    slot.sandbox.cancel();

    assertThat(run.get().killedBy()).contains(KillReason.CANCELLED);
    assertThat(members()).isEmpty();
    assertThat(slot.processes()).isEmpty();
  }

  private static List<String> members() throws Exception {
    String own = "gavel-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> groups = Files.list(ROOT)) {
      Path parent =
          groups
              .filter(group -> group.getFileName().toString().startsWith(own))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(parent.resolve("slot7/cgroup.procs"));
    }
  }

  @Test
  void noGroupOfAnEarlierRunIsLeft() throws Exception {
    long before = groups();
    RunLimits limits = Slot.LIMITS;
    for (int i = 0; i < 5; i++) {
      slot.run(limits, "/bin/true");
    }

    assertThat(groups()).isEqualTo(before);
  }

  /** All that the kernel knows of, those that are removed and still charged for included. */
  private static long groups() throws Exception {
    await().atMost(PATIENCE).until(() -> stat("nr_dying_descendants") == 0);
    return stat("nr_descendants");
  }

  private static long stat(String key) throws Exception {
    return Files.readAllLines(ROOT.resolve("cgroup.stat")).stream()
        .filter(line -> line.startsWith(key + " "))
        .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
