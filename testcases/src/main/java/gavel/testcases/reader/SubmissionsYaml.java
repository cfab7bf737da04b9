package gavel.testcases.reader;

import gavel.model.Status;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.Person;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestRule;
import gavel.testcases.problem.TestRule.TimeUse;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import gavel.testcases.text.Excerpt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads {@code submissions.yaml}: 2025-09, section "Example submissions". */
final class SubmissionsYaml {
  static final String FILE = "submissions/submissions.yaml";

  private static final String TIME_USE = "use_for_time_limit";
  private static final double MOST = 1e15;

  /**
   * What stands behind a pattern.
   *
   * @param line the pattern's
   * @param scopes the patterns for tests, with their lines
   */
  record Entry(
      int line,
      Glob glob,
      Map<Glob, Integer> scopes,
      Optional<String> language,
      Optional<String> entrypoint,
      List<Person> authors,
      boolean modelSolution,
      List<TestRule> rules) {
    Entry {
      scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
      authors = List.copyOf(authors);
      rules = List.copyOf(rules);
    }
  }

  private final Findings findings;
  private final boolean strict;
  private final boolean scoring;

  SubmissionsYaml(Findings findings, boolean strict, boolean scoring) {
    this.findings = findings;
    this.strict = strict;
    this.scoring = scoring;
  }

  List<Entry> read(String text) {
    List<Entry> entries = new ArrayList<>();
    Optional<Mapping> mapping = YamlFile.parse(text, FILE, findings);
    if (mapping.isPresent()) {
      Keys keys = new Keys(FILE, "", mapping.get(), findings);
      for (String pattern : keys.names()) {
        Optional<Mapping> settings = keys.mapping(pattern);
        Optional<Glob> glob = glob(keys, pattern);
        if (settings.isPresent() && glob.isPresent()) {
          entries.add(entry(keys.inner(pattern, settings.get()), keys.line(pattern), glob.get()));
        }
      }
    }
    return entries;
  }

  private static Optional<Glob> glob(Keys keys, String pattern) {
    try {
      return Optional.of(new Glob(pattern));
    } catch (IllegalArgumentException tooMany) {
      keys.error(pattern, "has too many alternatives");
      return Optional.empty();
    }
  }

  private Entry entry(Keys keys, int line, Glob glob) {
    Optional<String> language = keys.text("language");
    Optional<String> entrypoint = keys.text("entrypoint");
    List<Person> authors = PeopleReader.people(keys, "authors", strict);
    boolean model = keys.flag("model_solution").orElse(false);
    Map<Glob, Integer> scopes = new LinkedHashMap<>();
    List<TestRule> rules = new ArrayList<>();
    rules.add(rule(keys, Optional.empty(), DirectoryExpectations.rule(glob.toString())));
    for (String key : keys.names()) {
      if (isScope(keys, key)) {
        Optional<Glob> scope = glob(keys, key);
        Optional<Mapping> settings = keys.mapping(key);
        if (scope.isPresent() && settings.isPresent()) {
          scopes.put(scope.get(), keys.line(key));
          Keys inner = keys.inner(key, settings.get());
          rules.add(rule(inner, scope, Optional.empty()));
          inner.reportUnknown(strict);
        }
      }
    }
    keys.reportUnknown(strict);
    return new Entry(line, glob, scopes, language, entrypoint, authors, model, rules);
  }

  private static boolean isScope(Keys keys, String key) {
    return switch (key) {
      case "language",
          "entrypoint",
          "authors",
          "model_solution",
          "permitted",
          "required",
          "score",
          "message",
          TIME_USE ->
          false;
      default -> {
        boolean mapping = keys.value(key).filter(Mapping.class::isInstance).isPresent();
        if (!mapping) {
          keys.error(key, "is no key here, and no pattern for tests with keys of its own");
        }
        yield mapping;
      }
    };
  }

  private TestRule rule(Keys keys, Optional<Glob> scope, Optional<TestRule> defaults) {
    Optional<ScoreRange> score = score(keys);
    if (score.isPresent() && !scoring) {
      keys.error("score", "is for scoring problems only");
    }
    TestRule rule =
        new TestRule(
            scope,
            verdicts(keys, "permitted").orElse(defaults.map(TestRule::permitted).orElse(Set.of())),
            verdicts(keys, "required").orElse(defaults.map(TestRule::required).orElse(Set.of())),
            scoring ? score : Optional.empty(),
            keys.text("message").filter(message -> !message.isEmpty()),
            timeUse(keys),
            false);
    checkTimeUse(keys, rule);
    return rule;
  }

  private static void checkTimeUse(Keys keys, TestRule rule) {
    if (rule.time() == TimeUse.LOWER && rule.required().equals(Set.of(Status.TIMEOUT))) {
      keys.error(TIME_USE, "cannot be lower where TLE is required");
    }
    if (rule.time() == TimeUse.UPPER
        && !rule.permitted().isEmpty()
        && !rule.permitted().contains(Status.TIMEOUT)) {
      keys.error(TIME_USE, "cannot be upper where TLE is not permitted");
    }
  }

  private static Optional<Set<Status>> verdicts(Keys keys, String key) {
    Optional<List<String>> codes = keys.textOrTexts(key);
    if (codes.isEmpty()) {
      return Optional.empty();
    }
    EnumSet<Status> statuses = EnumSet.noneOf(Status.class);
    for (String code : codes.get()) {
      switch (code) {
        case "AC" -> statuses.addAll(DirectoryExpectations.AC);
        case "WA" -> statuses.addAll(DirectoryExpectations.WA);
        case "TLE" -> statuses.addAll(DirectoryExpectations.TLE);
        case "RTE" -> statuses.addAll(DirectoryExpectations.RTE);
        default -> keys.error(key, "has to be of AC, WA, TLE and RTE, not " + Excerpt.quote(code));
      }
    }
    if (codes.get().isEmpty()) {
      keys.error(key, "is an empty sequence, which nothing can meet");
    }
    return statuses.isEmpty() ? Optional.empty() : Optional.of(statuses);
  }

  private static Optional<ScoreRange> score(Keys keys) {
    Optional<YamlNode> value = keys.value("score");
    if (value.isPresent() && value.get() instanceof Sequence range) {
      List<String> bounds = keys.texts("score", range);
      OptionalDouble from = bounds.isEmpty() ? OptionalDouble.empty() : Keys.parse(bounds.get(0));
      OptionalDouble to = bounds.size() == 2 ? Keys.parse(bounds.get(1)) : OptionalDouble.empty();
      if (from.isPresent() && to.isPresent() && from.getAsDouble() <= to.getAsDouble()) {
        return Optional.of(new ScoreRange(from.getAsDouble(), to.getAsDouble()));
      }
      keys.error("score", "has to be a number or two numbers, the lower first");
      return Optional.empty();
    }
    OptionalDouble score = keys.between("score", -MOST, MOST);
    return score.isPresent() ? Optional.of(ScoreRange.of(score.getAsDouble())) : Optional.empty();
  }

  private static TimeUse timeUse(Keys keys) {
    Optional<YamlNode> value = keys.value(TIME_USE);
    if (value.isEmpty()) {
      return TimeUse.DERIVED;
    }
    String word = value.get() instanceof Scalar text ? text.text() : "";
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> TimeUse.DERIVED;
      case "false" -> TimeUse.NONE;
      case "lower" -> TimeUse.LOWER;
      case "upper" -> TimeUse.UPPER;
      default -> {
        keys.error(TIME_USE, "has to be true, false, lower or upper");
        yield TimeUse.DERIVED;
      }
    };
  }
}
