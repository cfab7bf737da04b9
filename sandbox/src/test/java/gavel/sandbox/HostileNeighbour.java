package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.VerdictRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A well-behaved program, which runs again and again in a slot and on a CPU of its own. */
final class HostileNeighbour {
  private static final int RUNS_ALONE = 15;
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(10));

  /** Stays in the first-level cache and prints a sum that is always the same. */
  private static final String SOURCE =
      """
      #include <stdio.h>
      int main(void) {
        static unsigned cells[2048];
        unsigned state = 1;
        for (int i = 0; i < 2048; i++) cells[i] = state = state * 1664525u + 1013904223u;
        for (long i = 0; i < 30000000; i++) {
          unsigned *cell = &cells[state >> 21];
          state = state * 1664525u + (*cell ^= state >> 7);
        }
        printf("%u\\n", state);
        return 0;
      }
      """;

  private final Slot slot;
  private final String program;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final Set<String> answers = new TreeSet<>();
  private final List<Duration> alone = new ArrayList<>();
  private final List<Duration> beside = new ArrayList<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private Future<?> running = CompletableFuture.completedFuture(null);

  private HostileNeighbour(Slot slot, String program) {
    this.slot = slot;
    this.program = program;
  }

  /** Opens its slot, which shares the other's machine and nothing else. */
  static HostileNeighbour beside(Slot other, int number) throws Exception {
    Slot slot =
        Slot.open(Slot.readable(Files.createDirectory(other.stateDir.resolve("beside"))), number);
    assertThat(slot.config.cpu()).isNotEqualTo(other.config.cpu());
    Path source = Files.writeString(slot.stateDir.resolve("neighbour.c"), SOURCE);
    return new HostileNeighbour(slot, slot.compileC(source));
  }

  /** Measures it while nothing else runs, then lets it run beside what follows. */
  void begin() throws Exception {
    for (int run = 0; run < RUNS_ALONE; run++) {
      alone.add(once());
    }
    running =
        thread.submit(() -> {
          while (!enough.get()) {
            beside.add(once());
          }
          return null;
        });
  }

  private Duration once() throws Exception {
    Slot.Ran ran = slot.run(LIMITS, program);
    Status status = VerdictRules.classify(ran.report().facts(), LIMITS).status();
    answers.add(status.json() + " " + ran.stdout());
    return ran.report().cpuTime();
  }

  /** Stops it and frees its slot. */
  Figures end() throws Exception {
    enough.set(true);
    running.get(1, TimeUnit.MINUTES);
    thread.shutdown();
    slot.sandbox.close();
    assertThat(slot.processes()).isEmpty();
    return new Figures(Set.copyOf(answers), median(alone), median(beside), deviations());
  }

  private List<Double> deviations() {
    double usual = median(alone);
    return beside.stream().map(time -> time.toNanos() / 1e6 / usual - 1).sorted().toList();
  }

  private static double median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2).toNanos() / 1e6;
  }

  /**
   * What came of it.
   *
   * @param answers all different verdicts and outputs
   * @param aloneMillis median of the CPU time without company
   * @param besideMillis median of the CPU time beside the corpus
   * @param deviations of the runs beside the corpus from the median alone, ascending; 0.1 is 10 %
   */
  record Figures(
      Set<String> answers, double aloneMillis, double besideMillis, List<Double> deviations) {
    private static final double GENEROUS = 2;

    void writeTo(Path file) throws IOException {
      String json =
          String.format(
              Locale.ROOT,
              """
              {"runs": %d, "answers": %d, "alone_median_ms": %.3f, "beside_median_ms": %.3f,
               "median_deviation": %.4f, "fastest_deviation": %.4f, "p99_deviation": %.4f,
               "worst_deviation": %.4f}
              """,
              deviations.size(),
              answers.size(),
              aloneMillis,
              besideMillis,
              besideMillis / aloneMillis - 1,
              deviations.getFirst(),
              deviations.get(deviations.size() * 99 / 100),
              deviations.getLast());
      Files.writeString(file, json);
      System.out.print("The neighbour of the hostile corpus: " + json);
    }

    /** Its verdict never changes; its time has a bound that a machine full of others keeps, too. */
    void assertUndisturbed() {
      assertThat(answers).hasSize(1);
      assertThat(answers.iterator().next()).startsWith("success ");
      assertThat(deviations).hasSizeGreaterThan(100);
      assertThat(besideMillis).isLessThan(aloneMillis * GENEROUS);
    }
  }
}
