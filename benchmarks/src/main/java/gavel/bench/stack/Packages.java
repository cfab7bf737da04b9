package gavel.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes problems of one test each, whose answer is 42. */
public record Packages(Path directory) {
  /** What every accepted program prints. */
  public static final String ANSWER = "42";

  /**
   * Writes one.
   *
   * @param input of its only test
   * @param seconds of processor time
   */
  public Packages with(String id, String input, double seconds, int memoryMib) throws IOException {
    Path problem = directory.resolve(id);
    Path secret = Files.createDirectories(problem.resolve("data/secret"));
    Files.writeString(
        problem.resolve("problem.yaml"),
        String.format(Locale.ROOT, "name: %s%nlimits:%n  memory: %d%n", id, memoryMib));
    Files.writeString(problem.resolve(".timelimit"), seconds + System.lineSeparator());
    Files.writeString(secret.resolve("1.in"), input + System.lineSeparator());
    Files.writeString(secret.resolve("1.ans"), ANSWER + System.lineSeparator());
    return this;
  }
}
