package gavel.executor.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells programs from units, by the first word of a Pascal source. */
final class PascalPrograms {
  private static final int LARGEST = 1 << 20;

  private PascalPrograms() {}

  /** The sources that say they are programs; else those that are no units; else all. */
  static List<String> of(CompileJob job) throws IOException {
    List<String> programs = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (SourceFile file : job.files()) {
      if (!job.language().claims(file.name())) {
        continue;
      }
      switch (firstWord(beginning(file))) {
        case "program" -> programs.add(file.name());
        case "unit", "library" -> {}
        default -> silent.add(file.name());
      }
    }
    if (!programs.isEmpty()) {
      return programs;
    }
    return silent.isEmpty() ? job.sources() : silent;
  }

  private static String beginning(SourceFile file) throws IOException {
    try (InputStream content = file.content().open()) {
      return new String(content.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
    }
  }

  /** In lower case, behind comments and white space. */
  static String firstWord(String source) {
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '{') {
        at = behind(source, "}", at + 1);
      } else if (source.startsWith("(*", at)) {
        at = behind(source, "*)", at + 2);
      } else if (source.startsWith("//", at)) {
        at = behind(source, "\n", at + 2);
      } else if (isLetter(c)) {
        int end = at;
        while (end < source.length() && isLetter(source.charAt(end))) {
          end++;
        }
        return source.substring(at, end).toLowerCase(Locale.ROOT);
      } else if (c > ' ' && c < 128) {
        return "";
      } else {
        at++;
      }
    }
    return "";
  }

  private static int behind(String source, String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + mark.length();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
