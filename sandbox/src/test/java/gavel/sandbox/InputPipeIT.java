package gavel.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.KillReason;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard input that is written while the program runs. */
@Tag("sandbox")
final class InputPipeIT {
  private static final int MORE_THAN_A_PIPE = 1 << 20;

  @TempDir Path stateDir;
  private Slot slot;
  private InputPipe pipe;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
    pipe = InputPipe.create();
  }

  @AfterEach
  void close() throws Exception {
    pipe.close();
    slot.close();
  }

  private RunSpec spec(RunLimits limits, OutputSink stdout, String script) {
    return new RunSpec(
        List.of("/bin/sh", "-c", script),
        Slot.ENVIRONMENT,
        new Box.Directory(slot.work),
        Optional.of(pipe.path()),
        stdout,
        new MemorySink(),
        limits,
        true);
  }

  private Slot.Ran run(String script) throws Exception {
    return slot.run(spec(Slot.LIMITS, new MemorySink(), script));
  }

  private void write(String text) throws IOException {
    pipe.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private CompletableFuture<Void> writeMuch() {
    return CompletableFuture.runAsync(() -> {
      try {
        pipe.write(ByteBuffer.allocate(MORE_THAN_A_PIPE));
      } catch (IOException ended) {
        throw new CompletionException(ended);
      }
    });
  }

  @Test
  void whatIsWrittenBeforeTheProgramBeginsWaitsForIt() throws Exception {
    write("early\n");
    pipe.end();

    assertThat(run("cat").stdout()).isEqualTo("early\n");
  }

  @Test
  void aProgramWaitsForItsInput() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    MemorySink out = new MemorySink();
    CompletableFuture<Void> answer =
        CompletableFuture.runAsync(() -> {
          try {
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            write("world\n");
          } catch (IOException | InterruptedException failed) {
            throw new CompletionException(failed);
          }
        });
    RunSpec spec =
        spec(
            Slot.LIMITS,
            (buffer, offset, length) -> {
              out.accept(buffer, offset, length);
              asked.countDown();
            },
            "echo who; read name; echo hello $name");

    assertThat(slot.sandbox.run(spec).termination()).isEqualTo(new Exited(0));
    assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo("who\nhello world\n");
    answer.get(60, TimeUnit.SECONDS);
  }

  @Test
  void theInputCanBeOpenedAgain() throws Exception {
    write("again");
    pipe.end();

    assertThat(run("cat /dev/stdin").stdout()).isEqualTo("again");
  }

  @Test
  void whatIsLargerThanThePipeIsRead() throws Exception {
    CompletableFuture<Void> written = writeMuch();

    assertThat(run("head -c " + MORE_THAN_A_PIPE + " | wc -c").stdout().strip())
        .isEqualTo(Integer.toString(MORE_THAN_A_PIPE));
    written.get(60, TimeUnit.SECONDS);
  }

  @Test
  void oneWhoWritesToAProgramThatIsGoneIsLetGoByClosing() throws Exception {
    CompletableFuture<Void> written = writeMuch();

    assertThat(run("exit 0").report().termination()).isEqualTo(new Exited(0));
    assertThat(written).isNotDone();
    pipe.close();
    assertThatThrownBy(() -> written.get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ClosedChannelException.class);
  }

  @Test
  void inputThatNeverComesIsATimeout() throws Exception {
    RunLimits limits = Slot.LIMITS.withWallTime(Duration.ofMillis(300));
    RunReport report = slot.sandbox.run(spec(limits, new MemorySink(), "read name"));

    assertThat(report.killedBy()).contains(KillReason.WALL_TIME);
  }

  @Test
  void aRunThatWaitsForInputIsCancelled() throws Exception {
    CompletableFuture<RunReport> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return slot.sandbox.run(spec(Slot.LIMITS, new MemorySink(), "read name"));
          } catch (SandboxFault | InterruptedException failed) {
            throw new CompletionException(failed);
          }
        });
    Awaitility.await().until(() -> !slot.processes().isEmpty());
    slot.sandbox.cancel();

    assertThat(waiting.get(60, TimeUnit.SECONDS).killedBy()).contains(KillReason.CANCELLED);
  }
}
