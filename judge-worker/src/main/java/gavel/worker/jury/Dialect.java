package gavel.worker.jury;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a validator is called, and what its exit codes mean. */
public enum Dialect {
  /**
   * {@code validator input answer feedback_dir/ [flags] < output}; 42 accepts and 43 rejects:
   * package format, section "Output Validators".
   */
  ICPC,
  /**
   * {@code checker input output answer}, or {@code interactor input output answer} with the
   * submission at its standard streams; 0 accepts, 1, 2, 4 and 8 reject, 5 and 7 give points, 3 is
   * a failure of its own: testlib.h, "enum TResult".
   */
  TESTLIB;

  private static final String HEADER = "testlib.h";
  private static final String CODE = "OK_EXIT_CODE";
  private static final Set<String> ACCEPTED = Set.of("42", "0x2a");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
  private static final Set<String> COMPILED =
      Set.of("c", "cc", "cpp", "cxx", "c++", "h", "hh", "hpp", "hxx");

  /** What a file tells about how its program wants to be called. */
  record Source(String name, String text) {
    /** One character for each byte: nothing is malformed. */
    static Source of(String name, byte[] content) {
      return new Source(name, new String(content, StandardCharsets.ISO_8859_1));
    }

    private boolean isHeader() {
      return name.equals(HEADER) || name.endsWith("/" + HEADER);
    }

    private boolean includesHeader() {
      return text.lines()
          .map(String::strip)
          .anyMatch(line -> line.startsWith("#") && line.contains("include") && hasHeader(line));
    }

    private static boolean hasHeader(String line) {
      return line.contains(HEADER + "\"") || line.contains(HEADER + ">");
    }

    private boolean isScript() {
      return name.equals("build") || name.equals("run");
    }

    /** A script around testlib's program, or one that sets its exit codes when it is compiled. */
    private boolean endsAsScriptsForThePackageFormatDo() {
      return !COMPILED.contains(name.substring(name.lastIndexOf('.') + 1))
          && words(text).anyMatch(ACCEPTED::contains);
    }

    private static Stream<String> words(String text) {
      return WORD.matcher(text).results().map(word -> word.group().toLowerCase(Locale.ROOT));
    }

    /** Versions for package formats have other exit codes, and other arguments with them. */
    private boolean endsAsThePackageFormat() {
      return text.lines().anyMatch(Source::definesTheCode);
    }

    private static boolean definesTheCode(String line) {
      List<String> words = words(line).limit(3).toList();
      return line.strip().startsWith("#")
          && words.size() == 3
          && words.get(0).equals("define")
          && words.get(1).equals(CODE.toLowerCase(Locale.ROOT))
          && ACCEPTED.contains(words.get(2));
    }
  }

  /** The dialect of a program with those sources. */
  static Dialect of(Collection<Source> sources) {
    if (sources.stream().anyMatch(Source::isScript)
        && sources.stream().anyMatch(Source::endsAsScriptsForThePackageFormatDo)) {
      return ICPC;
    }
    boolean testlib =
        sources.stream().anyMatch(Source::isHeader)
            && sources.stream().anyMatch(source -> !source.isHeader() && source.includesHeader());
    return testlib && sources.stream().noneMatch(Source::endsAsThePackageFormat) ? TESTLIB : ICPC;
  }
}
