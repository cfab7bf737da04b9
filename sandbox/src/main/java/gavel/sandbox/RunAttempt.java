package gavel.sandbox;

import gavel.model.OutputPolicy;
import gavel.sandbox.OutputDrain.Drained;
import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherProcess;
import gavel.sandbox.launcher.LauncherReply;
import gavel.sandbox.libc.PipeReader;
import gavel.sandbox.libc.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One run on a launcher that is ready: order, output, report, all in the caller's thread. When the
 * launcher says that the run is over, all that the program wrote is in the pipes.
 */
final class RunAttempt {
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration END_PATIENCE = Duration.ofSeconds(60);

  /** How late an interrupt may be noticed: nothing else ends a poll(2). */
  private static final Duration TICK = Duration.ofMillis(50);

  private static final int CHUNK = 1 << 16;
  private static final int REPLIES = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  /** The launcher's last word on the run, {@code Ended} or {@code Failed}, and its output. */
  record Outcome(LauncherReply end, Drained stdout, Drained stderr) {}

  /** What outlives a run. */
  static final class Buffers {
    private final Poll poll = new Poll(STDERR + 1);
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final byte[] bytes = new byte[CHUNK];
  }

  private final LauncherProcess launcher;
  private final ActiveRun active;
  private final Buffers buffers;

  RunAttempt(LauncherProcess launcher, ActiveRun active, Buffers buffers) {
    this.launcher = launcher;
    this.active = active;
    this.buffers = buffers;
  }

  Outcome make(RunSpec spec, LauncherFrame order)
      throws SandboxFault, IOException, InterruptedException {
    active.begin(order);
    LauncherReply first = launcher.next(START_PATIENCE).orElseThrow(() -> silent(START_PATIENCE));
    return switch (first) {
      case LauncherReply.Started(int out, int err) -> {
        try (OutputDrain stdout = stdout(out, spec);
            OutputDrain stderr = stderr(err, spec)) {
          LauncherReply end = drainUntilEnd(stdout, stderr, spec.limits().wallTime());
          yield new Outcome(end, stdout.drained(), stderr.drained());
        }
      }
      case LauncherReply.Ended ended ->
          new Outcome(
              ended,
              ended.stdout().bytes() == 0
                  ? Drained.NOTHING
                  : drainOnce(stdout(ended.stdout().descriptor(), spec)),
              ended.stderr().bytes() == 0
                  ? Drained.NOTHING
                  : drainOnce(stderr(ended.stderr().descriptor(), spec)));
      case LauncherReply.Failed failed -> new Outcome(failed, Drained.NOTHING, Drained.NOTHING);
      default -> throw LauncherFaults.unexpected(first);
    };
  }

  private OutputDrain stdout(int descriptor, RunSpec spec) throws IOException {
    return new OutputDrain(pipe(descriptor), spec.limits().stdout(), spec.stdout(), onExcess(spec));
  }

  private OutputDrain stderr(int descriptor, RunSpec spec) throws IOException {
    return new OutputDrain(pipe(descriptor), spec.limits().stderr(), spec.stderr(), () -> {});
  }

  private Drained drainOnce(OutputDrain output) throws IOException {
    try (output) {
      drainAll(output);
      return output.drained();
    }
  }

  private LauncherReply drainUntilEnd(OutputDrain stdout, OutputDrain stderr, Duration wallLimit)
      throws SandboxFault, IOException, InterruptedException {
    Duration patience = wallLimit.plus(END_PATIENCE);
    long deadline = System.nanoTime() + patience.toNanos();
    buffers.poll.watch(REPLIES, launcher.replies());
    buffers.poll.watch(STDOUT, stdout.pipe());
    buffers.poll.watch(STDERR, stderr.pipe());
    Optional<LauncherReply> end = launcher.poll();
    while (end.isEmpty()) {
      buffers.poll.await(TICK);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      drainIfReady(STDOUT, stdout);
      drainIfReady(STDERR, stderr);
      end = buffers.poll.isReady(REPLIES) ? launcher.poll() : end;
      if (end.isEmpty() && System.nanoTime() > deadline) {
        throw silent(patience);
      }
    }
    drainAll(stdout);
    drainAll(stderr);
    return end.get();
  }

  private void drainIfReady(int index, OutputDrain output) throws IOException {
    if (buffers.poll.isReady(index)) {
      output.drain(buffers.chunk, buffers.bytes);
      if (output.isAtEnd()) {
        buffers.poll.watch(index, null);
      }
    }
  }

  /** The pipe holds no more than it did when the run ended, so this ends. */
  private void drainAll(OutputDrain output) throws IOException {
    boolean more = true;
    while (more) {
      more = output.drain(buffers.chunk, buffers.bytes);
    }
  }

  private Runnable onExcess(RunSpec spec) {
    return spec.limits().outputPolicy() == OutputPolicy.KILL
        ? () -> active.kill("output")
        : () -> {};
  }

  private static SandboxFault silent(Duration patience) {
    return new SandboxFault(
        "Tried to hear from the launcher: nothing for " + patience.toSeconds() + " s");
  }

  private PipeReader pipe(int number) throws IOException {
    return PipeReader.open(
        Path.of("/proc", Long.toString(launcher.pid()), "fd", Integer.toString(number)));
  }
}
