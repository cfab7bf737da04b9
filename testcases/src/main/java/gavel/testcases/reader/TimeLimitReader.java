package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the time limit, which the legacy format does not define: {@code .timelimit}, a file with a
 * number of seconds, as contest systems write it; else {@code timelimit} in {@code
 * domjudge-problem.ini}.
 */
final class TimeLimitReader {
  private static final double MAX_SECONDS = 3600;
  private static final Pattern INI = Pattern.compile("\\s*timelimit\\s*=\\s*(.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("'(.*)'|\"(.*)\"");

  private final Folder root;
  private final Findings findings;

  TimeLimitReader(Folder root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  /** The limit the package gives; empty when it gives none, or one that is no number. */
  Optional<Duration> read() throws IOException {
    Optional<PackageFile> own = root.file(".timelimit");
    if (own.isPresent()) {
      Optional<String> text = TextFile.read(own.get(), findings);
      return text.flatMap(seconds -> parse(own.get(), firstLine(seconds), seconds.strip()));
    }
    Optional<PackageFile> ini = root.file("domjudge-problem.ini");
    return ini.isPresent() ? readIni(ini.get()) : Optional.empty();
  }

  private static int firstLine(String text) {
    String blank = text.substring(0, text.length() - text.stripLeading().length());
    return 1 + (int) blank.chars().filter(character -> character == '\n').count();
  }

  private Optional<Duration> readIni(PackageFile file) throws IOException {
    List<String> lines =
        TextFile.read(file, findings).map(String::lines).stream()
            .flatMap(stream -> stream)
            .toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = INI.matcher(lines.get(i));
      if (matcher.matches()) {
        return parse(file, i + 1, unquote(matcher.group(1)));
      }
    }
    return Optional.empty();
  }

  private static String unquote(String value) {
    return QUOTED.matcher(value).matches() ? value.substring(1, value.length() - 1) : value;
  }

  private Optional<Duration> parse(PackageFile file, int line, String text) {
    OptionalDouble seconds = Keys.parse(text);
    boolean valid =
        seconds.isPresent() && seconds.getAsDouble() > 0 && seconds.getAsDouble() <= MAX_SECONDS;
    Duration limit = valid ? LimitsReader.seconds(seconds.getAsDouble()) : Duration.ZERO;
    if (limit.isZero()) {
      findings.error(
          file.name(),
          line,
          "The time limit has to be a number of seconds over 0, at most 3600, not "
              + Excerpt.quote(text));
      return Optional.empty();
    }
    return Optional.of(limit);
  }
}
