package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code domjudge-problem.ini}, what DOMjudge keeps beside {@code problem.yaml}. */
final class DomjudgeIni {
  static final String FILE = "domjudge-problem.ini";

  /** A value with the line it stands on. */
  record Value(String text, int line) {}

  private static final Pattern LINE =
      Pattern.compile("\\s*([A-Za-z][A-Za-z_-]*)\\s*=\\s*(.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'.*|\"([^\"]*)\".*");
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "timelimit",
          "externalid",
          "allow_submit",
          "allow_judge",
          "points",
          "color",
          "short-name",
          "probid");
  private static final Set<String> PROGRAMS = Set.of("special_run", "special_compare");

  private final Map<String, Value> values = new LinkedHashMap<>();

  static Optional<DomjudgeIni> read(Folder root, boolean ownValidator, Findings findings)
      throws IOException {
    Optional<PackageFile> file = root.file(FILE);
    Optional<String> text =
        file.isPresent() ? TextFile.read(file.get(), findings) : Optional.empty();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    DomjudgeIni ini = new DomjudgeIni();
    List<String> lines = text.get().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      ini.line(lines.get(i), i + 1, ownValidator, findings);
    }
    return Optional.of(ini);
  }

  private void line(String line, int number, boolean ownValidator, Findings findings) {
    String stripped = line.strip();
    if (stripped.isEmpty()
        || stripped.startsWith(";")
        || stripped.startsWith("[")
        || stripped.startsWith("#")) {
      return;
    }
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      findings.warning(FILE, number, "This line is no key = value");
      return;
    }
    String key = matcher.group(1);
    if (PROGRAMS.contains(key)) {
      if (!ownValidator) {
        findings.error(
            FILE, number, key + " names a program of DOMjudge, which is not in the package");
      }
    } else if (KNOWN.contains(key)) {
      values.putIfAbsent(key, new Value(unquote(matcher.group(2)), number));
    } else {
      findings.warning(
          FILE, number, Excerpt.escape(key, Excerpt.MAX_CHARS) + " is not a key of this file");
    }
  }

  private static String unquote(String value) {
    Matcher matcher = QUOTED.matcher(value);
    if (matcher.matches()) {
      return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
    int comment = value.indexOf(';');
    return comment < 0 ? value : value.substring(0, comment).strip();
  }

  Optional<Value> value(String key) {
    @Nullable Value value = values.get(key);
    return Optional.ofNullable(value);
  }
}
