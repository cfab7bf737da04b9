package gavel.executor.check;

import gavel.executor.check.CheckResult.Level;
import gavel.sandbox.Privileges;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Whether what sandboxes are made of is still there, while an executor runs: what the kernel is
 * asked for, the rights of this process, control groups. A look is good for a while.
 */
public final class Fitness {
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  /** EAGAIN, ENOMEM and ENOSPC of a machine that is busy say nothing of what it can do. */
  private static final List<String> PASSING =
      List.of(
          "Resource temporarily unavailable", "Cannot allocate memory", "No space left on device");

  private final Look look;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private List<CheckResult> missing = List.of();
  private boolean looked;
  private long lookedAt;

  /** How it is looked at. */
  @FunctionalInterface
  interface Look {
    /** All that was found, missing or not. */
    List<CheckResult> take() throws IOException, InterruptedException;
  }

  /**
   * What is looked at like this.
   *
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Fitness(Look look, LongSupplier clock) {
    this.look = look;
    this.clock = clock;
  }

  /**
   * Of this machine, for sandboxes with these privileges.
   *
   * @param directory gets the program that tries what there is
   */
  public static Fitness ofThisMachine(Path directory, Privileges privileges) throws IOException {
    Path program = KernelProbe.installIn(directory);
    return new Fitness(() -> look(program, privileges), System::nanoTime);
  }

  private static List<CheckResult> look(Path program, Privileges privileges)
      throws IOException, InterruptedException {
    KernelFiles files = KernelFiles.OF_THIS_MACHINE;
    KernelProbe probe = KernelProbe.run(program);
    List<CheckResult> checks = new ArrayList<>(KernelChecks.all(files, probe, privileges));
    checks.addAll(ControlGroupChecks.whileInUse(files, privileges));
    checks.addAll(RootlessChecks.all(files, probe, privileges));
    return checks;
  }

  /**
   * The checks of {@code gavel doctor} that find something missing now, twice in a row: once may be
   * a machine that stood still.
   */
  public List<CheckResult> missing() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!looked || clock.getAsLong() - lookedAt >= GOOD_FOR.toNanos()) {
        missing = missingTwice();
        lookedAt = clock.getAsLong();
        looked = true;
      }
      return missing;
    } finally {
      lock.unlock();
    }
  }

  private List<CheckResult> missingTwice() throws IOException, InterruptedException {
    Set<String> before =
        lookForMissing().stream().map(CheckResult::name).collect(Collectors.toUnmodifiableSet());
    return before.isEmpty()
        ? List.of()
        : lookForMissing().stream().filter(check -> before.contains(check.name())).toList();
  }

  private List<CheckResult> lookForMissing() throws IOException, InterruptedException {
    return look.take().stream()
        .filter(check -> check.status() == Level.MISSING)
        .filter(check -> PASSING.stream().noneMatch(check.detail()::contains))
        .toList();
  }
}
