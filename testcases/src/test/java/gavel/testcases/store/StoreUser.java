package gavel.testcases.store;

import gavel.model.ByteSize;
import gavel.testcases.library.ProblemLookup;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A process of its own that uses a package of a store until its standard input ends. */
final class StoreUser {
  private StoreUser() {}

  public static void main(String[] arguments) throws IOException {
    StoreSettings settings =
        new StoreSettings(
            URI.create(arguments[0]),
            Path.of(arguments[1]),
            ByteSize.ofMiB(1),
            new StoreCredentials.Anonymous(),
            Duration.ofSeconds(30),
            Duration.ZERO);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (StoredProblems problems = StoredProblems.open(settings, Clock.systemUTC())) {
      if (problems.find(arguments[2]) instanceof ProblemLookup.Found(var problem)) {
        out.println(problem.contents().directory());
      }
      while (System.in.read() >= 0) {
        // only that somebody is there
      }
    }
  }
}
