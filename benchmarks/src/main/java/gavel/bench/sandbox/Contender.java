package gavel.bench.sandbox;

import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** One way to run the no-op. */
interface Contender {
  /** The name of the floor that most are compared with. */
  String FLOOR = "vfork+exec";

  /** The name of what this is compared with. */
  default String floor() {
    return FLOOR;
  }

  /** Its row's name. */
  String name();

  /** What there is to say about the row; nothing to say is an empty text. */
  String note();

  /** How many of the runs of a round it makes: slow ones make fewer. */
  default int share(int runsOfARound) {
    return runsOfARound;
  }

  /** Runs the no-op so many times. */
  Lap run(int times) throws SandboxFault, IOException, InterruptedException;

  /** The nanoseconds of each run, and how long all of them took together. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Lap(long[] nanos, Duration elapsed) {
    static Lap sequential(long[] nanos) {
      return new Lap(nanos, Duration.ofNanos(Arrays.stream(nanos).sum()));
    }
  }
}
