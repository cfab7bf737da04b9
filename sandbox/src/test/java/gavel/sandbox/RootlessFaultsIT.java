package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.Termination.Exited;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a slot without root does about its own faults. Runs as an ordinary user, see {@link
 * gavel.sandbox.guest.RootlessSandboxIT}.
 */
@Tag("rootless")
final class RootlessFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path stateDir;
  private Slot slot;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir, 7, Privileges.ROOTLESS);
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  private record Sleepers(FutureTask<RunReport> run, Thread thread) {}

  /** Programs that are known to run when this returns. */
  private Sleepers startSleepers() {
    CompletableFuture<Void> running = new CompletableFuture<>();
    String script = "for i in 1 2 3 4 5 6 7 8 9 10; do sleep 100 & done; echo running; wait";
    RunSpec spec =
        new RunSpec(
            List.of("/bin/sh", "-c", script),
            Slot.ENVIRONMENT,
            new Box.Directory(slot.work),
            Optional.empty(),
            (buffer, offset, length) -> running.complete(null),
            new MemorySink(),
            Slot.LIMITS.withWallTime(Duration.ofSeconds(60)));
    FutureTask<RunReport> run = new FutureTask<>(() -> slot.sandbox.run(spec));
    Thread thread = Thread.ofPlatform().start(run);
    await().atMost(PATIENCE).until(running::isDone);
    return new Sleepers(run, thread);
  }

  private static void tellLauncher(String command, String... options)
      throws IOException, InterruptedException {
    ProcessHandle launcher =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("gavel-launcher"))
            .findFirst()
            .orElseThrow();
    String line = command + " " + String.join(" ", options) + " " + launcher.pid();
    assertThat(new ProcessBuilder("sh", "-c", line).inheritIO().start().waitFor()).isZero();
  }

  private void assertWorks() throws Exception {
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }

  /** A launcher that can open nothing sees no processes, which is not the same as none. */
  @Test
  void processesThatCannotBeLookedAtAreAFault() throws Exception {
    Sleepers sleepers = startSleepers();
    tellLauncher("prlimit", "--nofile=3:3", "--pid");
    assertThatThrownBy(sleepers.run()::get)
        .hasCauseInstanceOf(SandboxFault.class)
        .hasMessageContaining("'processes'")
        .hasMessageContaining("EMFILE");
    assertWorks();
  }

  /** Only killing helps against a launcher that does not answer; its run must not live on. */
  @Test
  void nothingLivesAfterALauncherThatHadToBeKilled() throws Exception {
    Sleepers sleepers = startSleepers();
    assertThat(slot.processes()).isNotEmpty();
    tellLauncher("kill", "-STOP");
    sleepers.thread().interrupt();
    assertThatThrownBy(sleepers.run()::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(slot.processes()).isEmpty();
    assertWorks();
  }
}
