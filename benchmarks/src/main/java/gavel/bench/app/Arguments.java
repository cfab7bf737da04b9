package gavel.bench.app;

import gavel.bench.chaos.ChaosBench;
import gavel.bench.chaos.ChaosSizes;
import gavel.bench.guest.GuestBench;
import gavel.bench.guest.RestoreBench;
import gavel.bench.pipeline.PipelineBench;
import gavel.bench.pipeline.QueuedBench;
import gavel.bench.report.Bench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What stands on the command line: {@code [NAME [--runs N]] [--until-stdin-ends]}, and what one
 * bench alone takes: {@code guest --restore IMAGE} for restored machines in the place of a process,
 * {@code pipeline --queued N [--seconds N]}, {@code chaos [--workers N] [--seed N] [--seconds N]}.
 */
sealed interface Arguments {
  /** Say what can be measured. */
  record Catalogue() implements Arguments {}

  /** Measure this, so many times where that was said. */
  record Measure(Bench bench, OptionalInt runs, boolean untilStdinEnds) implements Arguments {}

  /** The command line is of no use, and this is why. */
  record Wrong(String why) implements Arguments {}

  /** Reads a command line; never throws. */
  static Arguments parse(List<String> words) {
    try {
      return new Reader(words.iterator()).read();
    } catch (Reader.Misuse misuse) {
      return new Wrong(String.valueOf(misuse.getMessage()));
    }
  }

  /** What was read so far. */
  final class Reader {
    private static final String RESTORE = "--restore";
    private static final String RUNS = "--runs";
    private static final String QUEUED = "--queued";
    private static final String WORKERS = "--workers";
    private static final String SEED = "--seed";
    private static final String SECONDS = "--seconds";
    private static final Set<String> NUMBERS = Set.of(RUNS, QUEUED, WORKERS, SEED, SECONDS);
    private final Iterator<String> rest;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private Optional<Bench> bench = Optional.empty();
    private Optional<Path> image = Optional.empty();
    private boolean untilStdinEnds;

    private Reader(Iterator<String> rest) {
      this.rest = rest;
    }

    private static final class Misuse extends Exception {
      @java.io.Serial private static final long serialVersionUID = 1;

      Misuse(String message) {
        super(message);
      }
    }

    private Arguments read() throws Misuse {
      while (rest.hasNext()) {
        take(rest.next());
      }
      if (bench.isEmpty()) {
        return new Catalogue();
      }
      Integer runs = numbers.remove(RUNS);
      return new Measure(
          chosen(bench.get()),
          runs == null ? OptionalInt.empty() : OptionalInt.of(runs),
          untilStdinEnds);
    }

    private void take(String word) throws Misuse {
      if (word.equals("--until-stdin-ends")) {
        untilStdinEnds = true;
      } else if (word.equals(RESTORE)) {
        require(rest.hasNext(), "--restore names the directory of a guest image");
        image = Optional.of(Path.of(rest.next()));
      } else if (NUMBERS.contains(word)) {
        numbers.put(word, number(word));
      } else {
        bench = bench.isPresent() ? Optional.empty() : Benches.named(word);
        require(bench.isPresent(), "there is no bench '" + word + "'; `gavel bench` lists them");
      }
    }

    private int number(String option) throws Misuse {
      String text = rest.hasNext() ? rest.next() : "";
      require(text.matches("[1-9]\\d{0,6}"), option + " is a number from 1 to 9999999");
      return Integer.parseInt(text);
    }

    /** The bench with what was said of it; an option that it has not is a misuse. */
    private Bench chosen(Bench named) throws Misuse {
      require(image.isEmpty() || named instanceof GuestBench, "--restore is for the bench 'guest'");
      Integer queued = numbers.remove(QUEUED);
      require(
          queued == null || named instanceof PipelineBench, "--queued is for the bench 'pipeline'");
      Bench bench = named;
      if (image.isPresent()) {
        bench = new RestoreBench(image.get());
      } else if (queued != null) {
        Integer seconds = numbers.remove(SECONDS);
        bench =
            seconds == null
                ? new QueuedBench(queued)
                : new QueuedBench(queued, Duration.ofSeconds(seconds));
      } else if (named instanceof ChaosBench) {
        bench = new ChaosBench(sizes());
      }
      for (String left : numbers.keySet()) {
        throw new Misuse(
            left
                + " is for the bench 'chaos'"
                + (left.equals(SECONDS) ? ", or for 'pipeline' with --queued" : ""));
      }
      return bench;
    }

    private ChaosSizes sizes() {
      ChaosSizes sizes = ChaosSizes.USUAL;
      for (Map.Entry<String, Integer> option : numbers.entrySet()) {
        int number = option.getValue();
        sizes =
            switch (option.getKey()) {
              case WORKERS -> sizes.withWorkers(number);
              case SEED -> sizes.withSeed(number);
              default -> sizes.withBound(Duration.ofSeconds(number));
            };
      }
      numbers.clear();
      return sizes;
    }

    private static void require(boolean fine, String why) throws Misuse {
      if (!fine) {
        throw new Misuse(why);
      }
    }
  }
}
