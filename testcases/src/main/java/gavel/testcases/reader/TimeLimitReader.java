package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds the time limit, as DOMjudge does: {@code limits} of {@code problem.yaml}; else {@code
 * domjudge-problem.ini}; else {@code .timelimit}, a file with a number of seconds, which must not
 * say anything else than these.
 */
final class TimeLimitReader {
  private static final String FILE = ".timelimit";
  private static final double MAX_SECONDS = 3600;

  private final Folder root;
  private final Findings findings;

  TimeLimitReader(Folder root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  /** The limit the package gives; empty when it gives none, or one that is no number. */
  Optional<Duration> read(Optional<Duration> yaml, Optional<DomjudgeIni> ini) throws IOException {
    Optional<Duration> own = own();
    Optional<Duration> domjudge =
        ini.flatMap(file -> file.value("timelimit"))
            .flatMap(value -> parse(DomjudgeIni.FILE, value.line(), value.text()));
    if (yaml.isPresent() && domjudge.isPresent() && !yaml.equals(domjudge)) {
      findings.warning(DomjudgeIni.FILE, 1, "Another time limit counts, " + seconds(yaml.get()));
    }
    Optional<Duration> given = yaml.or(() -> domjudge);
    if (given.isPresent() && own.isPresent() && !given.equals(own)) {
      String where = yaml.isPresent() ? ProblemYamlReader.FILE : DomjudgeIni.FILE;
      findings.error(FILE, 1, where + " has another time limit, " + seconds(given.get()));
    }
    return given.or(() -> own);
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() / 1000.0 + " s";
  }

  private Optional<Duration> own() throws IOException {
    Optional<PackageFile> file = root.file(FILE);
    Optional<String> text =
        file.isPresent() ? TextFile.read(file.get(), findings) : Optional.empty();
    return text.flatMap(seconds -> parse(FILE, firstLine(seconds), seconds.strip()));
  }

  private static int firstLine(String text) {
    String blank = text.substring(0, text.length() - text.stripLeading().length());
    return 1 + (int) blank.chars().filter(character -> character == '\n').count();
  }

  private Optional<Duration> parse(String file, int line, String text) {
    OptionalDouble seconds = Keys.parse(text);
    boolean valid =
        seconds.isPresent() && seconds.getAsDouble() > 0 && seconds.getAsDouble() <= MAX_SECONDS;
    Duration limit = valid ? LimitsReader.seconds(seconds.getAsDouble()) : Duration.ZERO;
    if (limit.isZero()) {
      findings.error(
          file,
          line,
          "The time limit has to be a number of seconds over 0, at most 3600, not "
              + Excerpt.quote(text));
      return Optional.empty();
    }
    return Optional.of(limit);
  }
}
