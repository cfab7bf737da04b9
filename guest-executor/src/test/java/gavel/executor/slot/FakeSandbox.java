package gavel.executor.slot;

import gavel.model.ByteSize;
import gavel.model.KillReason;
import gavel.model.Termination;
import gavel.sandbox.Box;
import gavel.sandbox.Faults;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.Standstill;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A sandbox that runs nothing. What it does is in the last argument of the command: {@code hang}
 * waits for a cancel, {@code fault} and {@code bug} fail, anything else is printed.
 */
public final class FakeSandbox implements Sandbox {
  /** Counts down when a run has begun to hang. */
  public final CountDownLatch hanging = new CountDownLatch(1);

  /** Whether it was closed. */
  public volatile boolean closed;

  /** Whether closing it fails, after it was closed. */
  public volatile boolean failToClose;

  private final Semaphore cancels = new Semaphore(0);

  @Override
  public RunReport run(RunSpec spec) throws SandboxFault, InterruptedException {
    String word = spec.argv().getLast();
    return switch (word) {
      case "hang" -> hang();
      case "fault" -> throw Faults.of("The launcher is gone");
      case "bug" -> throw new IllegalStateException("A bug of ours");
      default -> print(spec, word);
    };
  }

  private RunReport hang() throws InterruptedException {
    hanging.countDown();
    cancels.acquire();
    return report(Optional.of(KillReason.CANCELLED));
  }

  private static RunReport print(RunSpec spec, String text) throws SandboxFault {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      spec.stdout().accept(bytes, 0, bytes.length);
      RunReport report = report(Optional.empty());
      if (spec.box() instanceof Box.Fresh(Box.Filler filler, Box.Collector collector, _)) {
        Path box = Files.createTempDirectory("box");
        try {
          filler.fill(box);
          collector.collect(box, report);
        } finally {
          TreeRemover.remove(box);
        }
      }
      return report;
    } catch (IOException unwritable) {
      throw Faults.of(String.valueOf(unwritable.getMessage()));
    }
  }

  private static RunReport report(Optional<KillReason> killed) {
    return new RunReport(
        killed.isPresent() ? new Termination.Signaled(9) : new Termination.Exited(0),
        killed,
        Duration.ofMillis(3),
        Duration.ofMillis(2),
        Duration.ofMillis(1),
        Duration.ofMillis(4),
        ByteSize.ofMiB(1),
        ByteSize.ofMiB(1),
        0,
        OptionalInt.empty(),
        false,
        false,
        ByteSize.ZERO,
        Optional.empty());
  }

  @Override
  public void endIdle() {
    throw new IllegalStateException("Nothing here waits");
  }

  @Override
  public Optional<Standstill> standstill() {
    return Optional.empty();
  }

  @Override
  public void cancel() {
    cancels.release();
  }

  @Override
  public void close() {
    closed = true;
    cancels.release();
    if (failToClose) {
      throw new IllegalStateException("A control group cannot be removed");
    }
  }
}
