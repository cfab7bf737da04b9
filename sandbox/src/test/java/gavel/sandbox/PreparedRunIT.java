package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.Termination.Exited;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one run leaves for the next: something prepared, and a control group that is kept. */
@Tag("sandbox")
final class PreparedRunIT {
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

  private static ProcessHandle launcher() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("gavel-launcher"))
        .findFirst()
        .orElseThrow();
  }

  /** The one that waits for the next order, and the first process of its namespace. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void preparedProcessKilledBetweenRuns(int depth) throws Exception {
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
    List<ProcessHandle> level = List.of(launcher());
    for (int i = 0; i < depth; i++) {
      List<ProcessHandle> above = level;
      level =
          await()
              .until(
                  () -> above.stream().flatMap(ProcessHandle::children).toList(),
                  below -> !below.isEmpty());
    }
    level.forEach(ProcessHandle::destroyForcibly);

    try {
      assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
    } catch (SandboxFault notYetDeadWhenItWasLookedAt) {
      assertThat(notYetDeadWhenItWasLookedAt).hasMessageContaining("killed one of the sandbox's");
    }
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }

  /**
   * Programs wait for their turn, not for good: a session of their own for each run made them wait
   * for over 20 seconds on Linux 6.18.
   */
  @Test
  void everyCpuIsBusy() throws Exception {
    List<Process> busy = new ArrayList<>();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        busy.add(new ProcessBuilder("/bin/sh", "-c", "while :; do :; done").start());
      }
      for (int i = 0; i < 400; i++) {
        assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
      }
    } finally {
      busy.forEach(Process::destroyForcibly);
    }
  }

  /** The group must not keep what was done to it, and counted, by a run without an orderly end. */
  @Test
  void launcherKilledAndThenAProgramThatForks() throws Exception {
    CompletableFuture<Void> running = new CompletableFuture<>();
    RunSpec sleeper =
        new RunSpec(
            List.of("/bin/sh", "-c", "echo running; exec sleep 100"),
            Slot.ENVIRONMENT,
            new Box.Directory(slot.work),
            Optional.empty(),
            (buffer, offset, length) -> running.complete(null),
            new MemorySink(),
            Slot.LIMITS);
    FutureTask<RunReport> run = new FutureTask<>(() -> slot.sandbox.run(sleeper));
    Thread.ofPlatform().start(run);
    await().until(running::isDone);
    launcher().destroyForcibly();
    assertThatThrownBy(run::get).hasCauseInstanceOf(SandboxFault.class);

    Slot.Ran ran = slot.shell("(exit 3); echo $?");

    assertThat(ran.stdout()).as("%s", ran).isEqualTo("3\n");
    assertThat(ran.report().processesPeak()).hasValue(2);
  }
}
