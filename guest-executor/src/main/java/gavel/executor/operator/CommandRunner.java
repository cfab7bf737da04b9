package gavel.executor.operator;

import gavel.executor.run.OutputCollector;
import gavel.executor.run.RunLog;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Runs operators' commands, a few at a time; needs no slot. */
public final class CommandRunner {
  private static final int MOST_AT_A_TIME = 8;
  private static final ByteSize MOST_OUTPUT = ByteSize.ofMiB(8);
  private static final Duration TO_END = Duration.ofSeconds(10);
  private static final int SIGTERM = 15;
  private static final Path NOTHING = Path.of("/dev/null");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH",
          "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "HOME",
          "/root",
          "LANG",
          "C.UTF-8");

  private final StateDir state;
  private final Path program;
  private final Semaphore free = new Semaphore(MOST_AT_A_TIME);

  private CommandRunner(StateDir state, Path program) {
    this.state = state;
    this.program = program;
  }

  /** Puts what it needs into the state directory. */
  public static CommandRunner install(StateDir state) throws IOException {
    return new CommandRunner(state, HelperProgram.COMMAND.installInto(state.launcher()));
  }

  /**
   * Runs it to its end, or that of its time. Nothing that it has started is left afterwards.
   *
   * @throws RequestRefused when the ticket is cancelled, or too many run already
   */
  public CommandResult run(OperatorCommand command, Optional<RunLog> log, Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    if (!free.tryAcquire()) {
      throw new RequestRefused(
          ErrorCode.BUSY, MOST_AT_A_TIME + " commands run already; try again later");
    }
    try {
      return runInScratch(command, log, ticket);
    } finally {
      free.release();
    }
  }

  private CommandResult runInScratch(OperatorCommand command, Optional<RunLog> log, Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    Path scratch = state.newScratch();
    try {
      ticket.requireWanted();
      return run(command, log, ticket, Files.createFile(scratch.resolve("report")));
    } finally {
      TreeRemover.remove(scratch);
    }
  }

  private CommandResult run(
      OperatorCommand command, Optional<RunLog> log, Ticket ticket, Path report)
      throws RequestRefused, IOException, InterruptedException {
    OutputCollector stdout = new OutputCollector("stdout", state.output());
    OutputCollector stderr = new OutputCollector("stderr", state.output());
    boolean complete = false;
    try {
      long began = System.nanoTime();
      Process process = start(command, report);
      log.ifPresent(each -> each.follow(Stream.STDOUT, stdout));
      log.ifPresent(each -> each.follow(Stream.STDERR, stderr));
      OutputPump out = OutputPump.start(process.getInputStream(), stdout, MOST_OUTPUT.bytes());
      OutputPump err = OutputPump.start(process.getErrorStream(), stderr, MOST_OUTPUT.bytes());
      boolean timedOut = await(process, command.timeout(), ticket);
      Duration wallTime = Duration.ofNanos(System.nanoTime() - began);
      out.finish();
      err.finish();
      stdout.end();
      stderr.end();
      ticket.requireWanted();
      CommandEnd end = end(Files.readString(report), command, timedOut);
      complete = true;
      return new CommandResult(
          end, timedOut, wallTime, out.truncated(), err.truncated(), stdout, stderr);
    } finally {
      if (!complete) {
        stdout.close();
        stderr.close();
      }
    }
  }

  private Process start(OperatorCommand command, Path report) throws IOException {
    List<String> argv = new ArrayList<>();
    argv.add(program.toString());
    argv.add(report.toString());
    argv.add(command.cwd());
    argv.addAll(command.argv());
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.redirectInput(command.stdin().orElse(NOTHING).toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().putAll(command.env());
    return builder.start();
  }

  /** Waits for the end, which comes at the latest when the time is up; then it says so. */
  private static boolean await(Process process, Duration timeout, Ticket ticket)
      throws IOException, InterruptedException {
    // Not Process.destroy(), which closes the streams: what was printed is wanted.
    ProcessHandle handle = process.toHandle();
    CompletableFuture<Void> onCancel = ticket.cancellation().thenRun(handle::destroy);
    boolean waited = false;
    try {
      boolean timedOut = !process.waitFor(timeout);
      waited = true;
      if (timedOut) {
        end(process, handle);
      }
      return timedOut;
    } finally {
      onCancel.cancel(false);
      if (!waited) {
        handle.destroy();
      }
    }
  }

  private static void end(Process process, ProcessHandle handle)
      throws IOException, InterruptedException {
    handle.destroy();
    if (!process.waitFor(TO_END)) {
      handle.destroyForcibly();
      throw new IOException("Tried to end a command: it is still there after " + TO_END);
    }
  }

  /** One that was ended before it began to watch has nothing to report. */
  private static CommandEnd end(String report, OperatorCommand command, boolean timedOut)
      throws IOException {
    return timedOut && report.isEmpty()
        ? new CommandEnd.Signaled(SIGTERM)
        : CommandEnd.parse(report, command);
  }
}
