package gavel.bench.sandbox;

import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.rig.SpawnFailure;
import gavel.bench.sandbox.Contender.Lap;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Lets the contenders run in turn, round by round. */
final class Contest {
  private static final int RUNS_OF_A_ROUND = 25;
  private static final int WARM_UP = 500;
  private final List<Contender> contenders;
  private final int perRound;
  private final int rounds;
  private final Progress progress;
  private final Map<Contender, List<Lap>> laps = new LinkedHashMap<>();
  private final Map<Contender, String> unfit = new LinkedHashMap<>();

  Contest(List<Contender> contenders, int runs, Progress progress) {
    this.contenders = new ArrayList<>(contenders);
    this.perRound = Math.min(runs, RUNS_OF_A_ROUND);
    this.rounds = Math.ceilDiv(runs, perRound);
    this.progress = progress;
  }

  /** Lets everyone get warm; a peer that cannot run here is out, and the reason is kept. */
  void warmUp() throws SandboxFault, IOException, InterruptedException {
    int times = Math.min(WARM_UP, perRound * rounds);
    progress.steps((long) contenders.size() * (rounds + 1));
    for (Contender contender : List.copyOf(contenders)) {
      try {
        contender.run(contender.share(times));
      } catch (SpawnFailure failure) {
        unfit.put(contender, String.valueOf(failure.getMessage()));
        contenders.remove(contender);
      }
      progress.step(1, "warm-up: " + contender.name());
    }
  }

  void run() throws SandboxFault, IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        if (Thread.interrupted()) {
          throw new InterruptedException("in round " + round);
        }
        Lap lap = contender.run(contender.share(perRound));
        laps.computeIfAbsent(contender, _ -> new ArrayList<>()).add(lap);
        progress.step(1, "round " + round + " of " + rounds + ": " + contender.name());
      }
    }
  }

  /** All rounds of each together. */
  Map<Contender, Measurement> results() {
    Map<Contender, Measurement> results = new LinkedHashMap<>();
    laps.forEach((contender, all) -> results.put(contender, together(contender.name(), all)));
    return results;
  }

  private static Measurement together(String name, List<Lap> laps) {
    long[] nanos = laps.stream().flatMapToLong(lap -> LongStream.of(lap.nanos())).toArray();
    Duration elapsed = laps.stream().map(Lap::elapsed).reduce(Duration.ZERO, Duration::plus);
    return new Measurement(name, nanos, elapsed);
  }

  /** Those that could not run here, and why. */
  Map<Contender, String> unfit() {
    return new LinkedHashMap<>(unfit);
  }

  int rounds() {
    return rounds;
  }
}
