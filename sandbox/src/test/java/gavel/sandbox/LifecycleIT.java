package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.KillReason;
import gavel.model.Termination.Exited;
import gavel.sandbox.launcher.LauncherBinary;
import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherProcess;
import gavel.sandbox.launcher.LauncherReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are ended from outside, and slots that lose a part of themselves. */
@Tag("sandbox")
final class LifecycleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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

  /** Runs a sleeper that is known to run when this returns. */
  private Sleeper startSleeper() {
    CompletableFuture<Void> running = new CompletableFuture<>();
    RunSpec spec =
        new RunSpec(
            List.of("/bin/sh", "-c", "sleep 100 & echo running; wait"),
            Slot.ENVIRONMENT,
            new Box.Directory(slot.work),
            Optional.empty(),
            (buffer, offset, length) -> running.complete(null),
            new MemorySink(),
            Slot.LIMITS.withWallTime(Duration.ofSeconds(60)));
    FutureTask<RunReport> run = new FutureTask<>(() -> slot.sandbox.run(spec));
    Thread thread = Thread.ofPlatform().start(run);
    await().atMost(PATIENCE).until(running::isDone);
    return new Sleeper(thread, run);
  }

  private record Sleeper(Thread thread, FutureTask<RunReport> run) {}

  private void requireUsable() throws Exception {
    assertThat(slot.processes()).isEmpty();
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }

  @Test
  void cancelled() throws Exception {
    Sleeper sleeper = startSleeper();

    slot.sandbox.cancel();

    assertThat(sleeper.run().get().killedBy()).contains(KillReason.CANCELLED);
    slot.sandbox.cancel();
    requireUsable();
  }

  @Test
  void interrupted() throws Exception {
    Sleeper sleeper = startSleeper();

    sleeper.thread().interrupt();

    assertThatThrownBy(sleeper.run()::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    requireUsable();
  }

  @Test
  void closedInTheMiddle() throws Exception {
    Sleeper sleeper = startSleeper();

    slot.sandbox.close();

    assertThat(sleeper.run().get().killedBy()).contains(KillReason.CANCELLED);
    assertThatThrownBy(() -> slot.shell("exit 0"))
        .isInstanceOf(SandboxFault.class)
        .hasMessageContaining("closed");
  }

  @Test
  void launcherKilledInTheMiddle() throws Exception {
    Sleeper sleeper = startSleeper();

    launcher().destroyForcibly();

    assertThatThrownBy(sleeper.run()::get).hasCauseInstanceOf(SandboxFault.class);
    requireUsable();
  }

  /** The JVM may hear of the death later than the one who waits for it here. */
  @RepeatedTest(50)
  void launcherKilledBetweenTwoRuns() throws Exception {
    requireUsable();

    ProcessHandle launcher = launcher();
    launcher.destroyForcibly();
    launcher.onExit().join();

    requireUsable();
  }

  private static ProcessHandle launcher() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("gavel-launcher"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sinkThatFails() throws Exception {
    OutputSink broken =
        (buffer, offset, length) -> {
          throw new IOException("disk full");
        };
    RunSpec spec =
        new RunSpec(
            List.of("/usr/bin/yes"),
            Slot.ENVIRONMENT,
            new Box.Directory(slot.work),
            Optional.empty(),
            broken,
            new MemorySink(),
            Slot.LIMITS);

    assertThatThrownBy(() -> slot.sandbox.run(spec))
        .isInstanceOf(SandboxFault.class)
        .hasMessageContaining("disk full");
    requireUsable();
  }

  @Test
  void workDirectoryThatIsNotThere() throws Exception {
    Path link = Files.createSymbolicLink(stateDir.resolve("link"), Path.of("/root"));
    for (Path directory : List.of(stateDir.resolve("missing"), link)) {
      RunSpec spec =
          new RunSpec(
              List.of("/bin/true"),
              Slot.ENVIRONMENT,
              new Box.Directory(directory),
              Optional.empty(),
              new MemorySink(),
              new MemorySink(),
              Slot.LIMITS);
      assertThatThrownBy(() -> slot.sandbox.run(spec)).isInstanceOf(SandboxFault.class);
    }
    Files.delete(link);
    requireUsable();
  }

  @Test
  void specsThatCannotBePassedOn() throws Exception {
    assertThatThrownBy(() -> slot.run(Slot.LIMITS, "/bin/true", "a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> slot.run(Slot.LIMITS, "/bin/true", "x".repeat(LauncherFrame.MAX_LENGTH)))
        .isInstanceOf(IllegalArgumentException.class);
    requireUsable();
  }

  @Test
  void launcherEndsWhenNobodyTalksToItAnyMore() throws Exception {
    Path program = LauncherBinary.installInto(stateDir);
    LauncherProcess launcher = LauncherProcess.start(program);
    launcher.send(RunFrames.setup(slot.config));
    assertThat(launcher.next(PATIENCE)).contains(new LauncherReply.Ready());

    launcher.close();

    assertThat(launcher.isAlive()).isFalse();
    assertThatThrownBy(() -> launcher.next(PATIENCE)).isInstanceOf(IOException.class);
  }

  @Test
  void hundredsOfRuns() throws Exception {
    for (int i = 0; i < Slowness.fewer(300); i++) {
      Slot.Ran ran = slot.run(Slot.LIMITS, "/bin/echo", Integer.toString(i));
      assertThat(ran.stdout()).isEqualTo(i + "\n");
    }
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(descriptors.count()).isLessThan(200);
    }
  }
}
