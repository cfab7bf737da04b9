package gavel.executor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.executor.operator.CommandEnd.Exited;
import gavel.executor.operator.CommandEnd.NotStarted;
import gavel.executor.operator.CommandEnd.Signaled;
import gavel.executor.run.OutputCollector;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.SlotPool;
import gavel.executor.slot.Ticket;
import gavel.executor.store.StateDir;
import gavel.model.protocol.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real commands; whatever becomes of them, no process and no file is left. */
@Tag("sandbox")
class CommandRunnerIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Sleeps in every way in which a process can get out of sight of the one that started it. */
  private static final String SCATTERED =
      "sleep 3600 & (setsid sleep 3600 &); setsid sh -c 'sleep 3600 & sleep 3600' & echo started; ";

  @TempDir Path temporary;
  private StateDir state;
  private CommandRunner runner;
  private SlotPool noSlots;

  @BeforeEach
  void install() throws Exception {
    state = StateDir.take(temporary.resolve("state"));
    runner = CommandRunner.install(state);
    noSlots = SlotPool.open(0, number -> number, _ -> new gavel.executor.slot.FakeSandbox());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ProcessHandle.current().descendants().findAny().isEmpty());
    for (String place : List.of("scratch", "output", "bodies")) {
      assertThat(state.root().resolve(place)).isEmptyDirectory();
    }
    noSlots.close();
    state.close();
  }

  private Ticket ticket() {
    return new Ticket(noSlots);
  }

  private static OperatorCommand command(String... argv) {
    return new OperatorCommand(List.of(argv), Map.of(), "/", Optional.empty(), LONG);
  }

  private CommandResult run(OperatorCommand command) throws Exception {
    return runner.run(command, Optional.empty(), ticket());
  }

  private static String text(OutputCollector output) throws IOException {
    try (InputStream content = output.body().open()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatItIsGivenAndWhatComesBack() throws Exception {
    Path input = Files.writeString(temporary.resolve("input"), "some input");
    OperatorCommand command =
        new OperatorCommand(
            List.of("sh", "-c", "cat; pwd; echo \"$COLOUR $0\" >&2; env | wc -l; exit 3", "word"),
            Map.of("COLOUR", "red"),
            "/usr",
            Optional.of(input),
            LONG);
    try (CommandResult result = run(command)) {
      assertThat(result.end()).isEqualTo(new Exited(3));
      assertThat(text(result.stdout())).startsWith("some input/usr\n").doesNotContain("JAVA");
      assertThat(text(result.stderr())).isEqualTo("red word\n");
      assertThat(result.timedOut() || result.stdoutTruncated() || result.stderrTruncated())
          .isFalse();
    }
  }

  @Test
  void anExitIsToldFromASignal() throws Exception {
    try (CommandResult killed = run(command("sh", "-c", "kill -SEGV $$"));
        CommandResult exited = run(command("sh", "-c", "exit 139"))) {
      assertThat(killed.end()).isEqualTo(new Signaled(11));
      assertThat(exited.end()).isEqualTo(new Exited(139));
    }
  }

  @Test
  void whatCannotBeStartedSaysWhy() throws Exception {
    Path noProgram = Files.writeString(temporary.resolve("text"), "no program");
    Path nowhere = temporary.resolve("nowhere");
    try (CommandResult missing = run(command("no-such-program"));
        CommandResult forbidden = run(command(noProgram.toString()));
        CommandResult homeless =
            run(
                new OperatorCommand(
                    List.of("true"), Map.of(), nowhere.toString(), Optional.empty(), LONG))) {
      assertThat(missing.end())
          .isEqualTo(new NotStarted("'no-such-program' cannot be started: ENOENT"));
      assertThat(forbidden.end())
          .isEqualTo(new NotStarted("'" + noProgram + "' cannot be started: EACCES"));
      assertThat(homeless.end())
          .isEqualTo(new NotStarted("the directory '" + nowhere + "': ENOENT"));
    }
  }

  @Test
  void atTheTimeoutTheWholeTreeEnds() throws Exception {
    OperatorCommand command =
        new OperatorCommand(
            List.of("sh", "-c", SCATTERED + "wait"),
            Map.of(),
            "/",
            Optional.empty(),
            Duration.ofSeconds(5));
    try (CommandResult result = run(command)) {
      assertThat(result.timedOut()).isTrue();
      assertThat(result.end()).isEqualTo(new Signaled(9));
      assertThat(text(result.stdout())).isEqualTo("started\n");
    }
  }

  @Test
  void whatACommandLeavesBehindEndsWithIt() throws Exception {
    try (CommandResult result = run(command("sh", "-c", SCATTERED + "exit 4"))) {
      assertThat(result.end()).isEqualTo(new Exited(4));
      assertThat(text(result.stdout())).isEqualTo("started\n");
    }
  }

  private static void whenSomethingAppears(OutputCollector output, CompletableFuture<Void> then) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            if (output.read(0, new byte[1], Duration.ofSeconds(30)) > 0) {
              then.complete(null);
            }
          } catch (IOException | InterruptedException unread) {
            then.completeExceptionally(unread);
          }
        });
  }

  @Test
  void whenItIsCancelledTheWholeTreeEnds() throws Exception {
    Ticket ticket = ticket();
    CompletableFuture<Void> started = new CompletableFuture<>();
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            result.complete(
                runner.run(
                    command("sh", "-c", SCATTERED + "wait"),
                    Optional.of((_, output) -> whenSomethingAppears(output, started)),
                    ticket));
          } catch (RequestRefused | IOException | InterruptedException ended) {
            result.completeExceptionally(ended);
          }
        });
    started.join();
    ticket.cancel();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(result::get)
        .havingCause()
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  @Test
  void outputIsReadToItsEndAndKeptUpToACap() throws Exception {
    try (CommandResult result =
        run(command("sh", "-c", "head -c 20000000 /dev/zero; echo end >&2"))) {
      assertThat(result.end()).isEqualTo(new Exited(0));
      assertThat(result.stdoutTruncated()).isTrue();
      assertThat(result.stdout().body().size()).isEqualTo(8 << 20);
      assertThat(text(result.stderr())).isEqualTo("end\n");
    }
  }

  @Test
  void whenTheExecutorIsKilledItsCommandsEnd() throws Exception {
    Path program = HelperProgram.COMMAND.installInto(temporary);
    Path report = Files.createFile(temporary.resolve("report"));
    Path ids = temporary.resolve("ids");
    String executor =
        "\"$0\" \"$1\" / sh -c 'sleep 3600 & echo $$ $! >\"$0\".new; mv \"$0\".new \"$0\"; wait' \"$2\" &"
            + " while [ ! -e \"$2\" ]; do :; done; kill -KILL $$";
    Process killed =
        new ProcessBuilder(
                "sh", "-c", executor, program.toString(), report.toString(), ids.toString())
            .start();
    killed.waitFor();
    List<Long> processes =
        Stream.of(Files.readString(ids).strip().split(" ", -1)).map(Long::valueOf).toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            processes.stream()
                .flatMap(id -> ProcessHandle.of(id).stream())
                .noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void whatCouldNotBeginCountsNoLonger() throws Exception {
    Path scratch = state.root().resolve("scratch");
    Files.delete(scratch);
    for (int i = 0; i < 8; i++) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> run(command("true")));
    }
    Files.createDirectory(scratch);
    try (CommandResult result = run(command("true"))) {
      assertThat(result.end()).isEqualTo(new Exited(0));
    }
  }
}
