package gavel.bench.soak;

import gavel.model.ByteSize;
import gavel.model.KillReason;
import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.sandbox.RunReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is run, how often in a hundred runs, and how it must end. */
enum SoakProgram {
  NOOP(70),
  FILES(10),
  IPC(5),
  DAEMONS(5),
  MEMORY(6),
  HOARD(2),
  SPIN(1),
  SLEEP(1);

  private static final Duration SHORT = Duration.ofMillis(20);
  private final int inAHundred;

  SoakProgram(int inAHundred) {
    this.inAHundred = inAHundred;
  }

  /** The program of that run; the same each time, and no two long ones close together. */
  static SoakProgram ofRun(int run) {
    int place = (int) (run * 37L % 100); // 37 and 100 have no common factor: each place comes once
    for (SoakProgram program : values()) {
      if (place < program.inAHundred) {
        return program;
      }
      place -= program.inAHundred;
    }
    throw new IllegalStateException("There are fewer than a hundred");
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> command() {
    return this == NOOP ? List.of("/box/noop") : List.of("/box/mix", word());
  }

  RunLimits limits() {
    RunLimits usual = RunLimits.contestant(Duration.ofSeconds(5));
    return switch (this) {
      case NOOP, FILES, IPC, DAEMONS, MEMORY -> usual;
      case HOARD -> usual.withMemory(ByteSize.ofMiB(16));
      case SPIN -> RunLimits.contestant(SHORT);
      case SLEEP -> usual.withWallTime(SHORT);
    };
  }

  boolean isExpected(RunReport report) {
    return switch (this) {
      case NOOP, FILES, IPC, DAEMONS, MEMORY ->
          report.termination().equals(new Termination.Exited(0)) && report.killedBy().isEmpty();
      case HOARD -> report.oomKills() > 0;
      case SPIN -> report.killedBy().equals(Optional.of(KillReason.CPU_TIME));
      case SLEEP -> report.killedBy().equals(Optional.of(KillReason.WALL_TIME));
    };
  }
}
