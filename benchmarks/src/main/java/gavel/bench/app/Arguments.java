package gavel.bench.app;

import gavel.bench.guest.GuestBench;
import gavel.bench.guest.RestoreBench;
import gavel.bench.report.Bench;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What stands on the command line: {@code [NAME [--runs N]] [--until-stdin-ends]}, and {@code guest
 * --restore IMAGE} for restored machines in the place of a process.
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
    Optional<Bench> bench = Optional.empty();
    OptionalInt runs = OptionalInt.empty();
    boolean untilStdinEnds = false;
    Optional<Path> image = Optional.empty();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (word.equals("--until-stdin-ends")) {
        untilStdinEnds = true;
      } else if (word.equals("--restore")) {
        image = rest.hasNext() ? Optional.of(Path.of(rest.next())) : Optional.empty();
        if (image.isEmpty()) {
          return new Wrong("--restore names the directory of a guest image");
        }
      } else if (word.equals("--runs")) {
        runs = number(rest.hasNext() ? rest.next() : "");
        if (runs.isEmpty()) {
          return new Wrong("--runs is a number from 1 to 9999999");
        }
      } else {
        bench = bench.isPresent() ? Optional.empty() : Benches.named(word);
        if (bench.isEmpty()) {
          return new Wrong("there is no bench '" + word + "'; `gavel bench` lists them");
        }
      }
    }
    if (bench.isEmpty()) {
      return new Catalogue();
    }
    if (image.isEmpty()) {
      return new Measure(bench.get(), runs, untilStdinEnds);
    }
    return bench.get() instanceof GuestBench
        ? new Measure(new RestoreBench(image.get()), runs, untilStdinEnds)
        : new Wrong("--restore is for the bench 'guest'");
  }

  private static OptionalInt number(String text) {
    return text.matches("[1-9]\\d{0,6}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
