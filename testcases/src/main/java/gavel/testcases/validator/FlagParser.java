package gavel.testcases.validator;

import gavel.testcases.text.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of {@code validator_flags}, word by word. */
final class FlagParser {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Set<String> SWITCHES = Set.of("case_sensitive", "space_change_sensitive");
  private static final Set<String> TOLERANCES =
      Set.of("float_tolerance", "float_absolute_tolerance", "float_relative_tolerance");
  private static final String KNOWN =
      "case_sensitive, space_change_sensitive, float_tolerance E, float_absolute_tolerance E and"
          + " float_relative_tolerance E";

  /** How many problems are reported; a text of nothing but mistakes is told apart by then. */
  private static final int MAX_PROBLEMS = 20;

  private record Word(String text, int position) {}

  private final List<Word> words = new ArrayList<>();
  private final List<FlagProblem> problems = new ArrayList<>();
  private ValidatorFlags flags = ValidatorFlags.NONE;

  FlagParser(String text) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start() + 1));
    }
  }

  ParsedFlags parse() {
    int next = 0;
    while (next < words.size()) {
      Word word = words.get(next++);
      if (SWITCHES.contains(word.text())) {
        flags = withSwitch(word.text());
      } else if (!TOLERANCES.contains(word.text())) {
        report(
            word, Excerpt.quote(word.text()) + " is not a flag of the default validator: " + KNOWN);
      } else if (next == words.size() || isFlag(words.get(next))) {
        report(word, word.text() + " needs a number after it, such as 1e-6");
      } else {
        tolerance(word, words.get(next++));
      }
    }
    return new ParsedFlags(flags, problems);
  }

  private static boolean isFlag(Word word) {
    return SWITCHES.contains(word.text()) || TOLERANCES.contains(word.text());
  }

  private ValidatorFlags withSwitch(String name) {
    return new ValidatorFlags(
        flags.caseSensitive() || name.equals("case_sensitive"),
        flags.spaceChangeSensitive() || name.equals("space_change_sensitive"),
        flags.absoluteTolerance(),
        flags.relativeTolerance());
  }

  private void tolerance(Word flag, Word number) {
    byte[] bytes = number.text().getBytes(StandardCharsets.UTF_8);
    double value = FloatToken.parse(bytes, 0, bytes.length);
    if (Double.isNaN(value)) {
      report(number, flag.text() + " needs a finite number, not " + Excerpt.quote(number.text()));
    } else if (value < 0) {
      report(number, flag.text() + " cannot be negative: " + Excerpt.quote(number.text()));
    } else {
      OptionalDouble given = OptionalDouble.of(value);
      flags =
          new ValidatorFlags(
              flags.caseSensitive(),
              flags.spaceChangeSensitive(),
              flag.text().equals("float_relative_tolerance") ? flags.absoluteTolerance() : given,
              flag.text().equals("float_absolute_tolerance") ? flags.relativeTolerance() : given);
    }
  }

  private void report(Word word, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new FlagProblem(word.position(), message));
    }
  }
}
