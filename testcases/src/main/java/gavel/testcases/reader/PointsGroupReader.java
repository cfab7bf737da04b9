package gavel.testcases.reader;

import gavel.testcases.problem.Constants;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.TestGroup.StaticTest;
import gavel.testcases.problem.ValidatorArguments;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.text.Excerpt;
import gavel.testcases.validator.FlagProblem;
import gavel.testcases.validator.ValidatorFlags;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads {@code test_group.yaml} and the {@code .yaml} of a test case: 2025-09, sections "Test data
 * configuration" and "Test case configuration".
 */
final class PointsGroupReader {
  static final String FILE = "test_group.yaml";

  private static final double MOST = 1e12;
  private static final double DEFAULT_MAX = 100;
  private static final String OUTPUT_ARGS = "output_validator_args";
  private static final String TOLERANCE = "tolerance";
  private static final String INPUT_ARGS = "input_validator_args";
  private static final String STATIC_SCORE = "static_validation_score";
  private static final List<String> SCORED =
      List.of("max_score", "score_aggregation", "require_pass");

  private final Keys keys;
  private final DataContext context;

  private PointsGroupReader(Keys keys, DataContext context) {
    this.keys = keys;
    this.context = context;
  }

  /** What a group has that says nothing of its own. */
  static Grading defaults(String group, boolean scoring) {
    if (!scoring || !group.startsWith("secret")) {
      return Points.PASS_FAIL;
    }
    return group.equals("secret")
        ? new Points(OptionalDouble.of(DEFAULT_MAX), Aggregation.SUM, List.of())
        : Points.PASS_FAIL;
  }

  /** The settings of a group with such a file. */
  static GroupSettings group(
      String text, String file, String name, GroupSettings outer, DataContext context) {
    Constants constants = context.problem().rules().constants();
    for (String unknown : constants.undefined(text)) {
      context.findings().warning(file, 1, "No constant is called " + Excerpt.quote(unknown));
    }
    String replaced = constants.apply(text);
    Optional<Mapping> mapping = YamlFile.parse(replaced, file, context.findings());
    if (mapping.isEmpty()) {
      return outer;
    }
    Keys keys = new Keys(file, "", mapping.get(), context.findings());
    PointsGroupReader reader = new PointsGroupReader(keys, context);
    GroupSettings settings = reader.arguments(outer);
    Grading grading = reader.grading(name, outer.grading());
    Optional<StaticTest> staticTest = reader.staticTest(grading);
    if (!context.strict()) {
      List.of("grading", "hint", "description").forEach(keys::value);
    }
    keys.reportUnknown(context.strict());
    return settings.with(grading, staticTest);
  }

  /** The settings of a test case with such a file, with its hint and description. */
  record CaseSettings(
      GroupSettings settings, Optional<String> hint, Optional<String> description) {}

  static CaseSettings testCase(String text, String file, GroupSettings outer, DataContext context) {
    Optional<Mapping> mapping = YamlFile.parse(text, file, context.findings());
    if (mapping.isEmpty()) {
      return new CaseSettings(outer, Optional.empty(), Optional.empty());
    }
    Keys keys = new Keys(file, "", mapping.get(), context.findings());
    CaseSettings settings =
        new CaseSettings(
            new PointsGroupReader(keys, context).arguments(outer),
            keys.text("hint"),
            keys.text("description"));
    keys.reportUnknown(context.strict());
    return settings;
  }

  private GroupSettings arguments(GroupSettings outer) {
    keys.texts("input_visualizer_args");
    Optional<List<String>> output = keys.texts(OUTPUT_ARGS).or(() -> draft("output"));
    if (output.isPresent() && context.defaultValidator()) {
      for (FlagProblem problem : ValidatorFlags.parse(String.join(" ", output.get())).problems()) {
        keys.error(OUTPUT_ARGS, "at character " + problem.position() + ": " + problem.message());
      }
      checkTolerances(output.get());
    }
    return new GroupSettings(
        outer.grading(),
        keys.texts("args").orElse(outer.args()),
        inputArguments().orElse(outer.inputArgs()),
        output.orElse(outer.outputArgs()),
        keys.texts("output_visualizer_args").orElse(outer.visualizerArgs()),
        keys.flag("full_feedback").orElse(outer.fullFeedback()),
        outer.staticTest());
  }

  /** 2025-09, section "Comparing floating-point tokens"; the last counts all the same. */
  private void checkTolerances(List<String> given) {
    List<String> tolerances =
        given.stream()
            .filter(flag -> flag.startsWith("float_") && flag.endsWith(TOLERANCE))
            .toList();
    Set<String> different = new HashSet<>(tolerances);
    if (different.size() < tolerances.size()) {
      keys.lapse(context.strict(), OUTPUT_ARGS, "has a tolerance twice; the last counts");
    } else if (different.contains("float_" + TOLERANCE) && different.size() > 1) {
      keys.lapse(
          context.strict(), OUTPUT_ARGS, "has float_tolerance beside another; the last counts");
    }
  }

  /** Early drafts have flags in a text. */
  private Optional<List<String>> draft(String what) {
    return context.strict()
        ? Optional.empty()
        : keys.text(what + "_validator_flags").map(Words::of);
  }

  private Optional<ValidatorArguments> inputArguments() {
    Optional<YamlNode> value = keys.value(INPUT_ARGS);
    if (value.isPresent() && value.get() instanceof Mapping mapping) {
      Keys inner = keys.inner(INPUT_ARGS, mapping);
      Map<String, List<String>> byName = new LinkedHashMap<>();
      inner.names().forEach(name -> inner.texts(name).ifPresent(args -> byName.put(name, args)));
      return Optional.of(new ValidatorArguments(List.of(), byName));
    }
    return keys.texts(INPUT_ARGS)
        .or(() -> draft("input"))
        .map(args -> new ValidatorArguments(args, Map.of()));
  }

  private Grading grading(String name, Grading defaults) {
    boolean scoring = context.problem().rules().scoring();
    boolean secret = name.startsWith("secret");
    if (!scoring || !secret) {
      String why = scoring ? "is for secret and its groups only" : "is for scoring problems only";
      SCORED.stream()
          .filter(key -> keys.value(key).isPresent())
          .forEach(key -> keys.lapse(context.strict(), key, why));
      return defaults;
    }
    Points given = defaults instanceof Points points ? points : Points.PASS_FAIL;
    Points own = points(keys, "max_score", "score_aggregation", given);
    Optional<Mapping> draft = context.strict() ? Optional.empty() : keys.mapping("scoring");
    return draft.map(mapping -> draft(keys.inner("scoring", mapping), own)).orElse(own);
  }

  /** Drafts have the keys in a map of their own, and shorter. */
  private static Points draft(Keys inner, Points outer) {
    Points points = points(inner, "score", "aggregation", outer);
    inner.reportUnknown(false);
    return points;
  }

  private static Points points(Keys keys, String score, String mode, Points given) {
    OptionalDouble max = given.maxScore();
    if (keys.text(score).filter("unbounded"::equals).isPresent()) {
      max = OptionalDouble.empty();
    } else if (keys.value(score).isPresent()) {
      max = keys.whole(score, keys.between(score, 0, MOST));
    }
    Aggregation aggregation =
        keys.word(mode, List.of("pass-fail", "sum", "min"))
            .map(PointsGroupReader::aggregation)
            .orElse(given.aggregation());
    return new Points(
        max, aggregation, keys.textOrTexts("require_pass").orElse(given.requirePass()));
  }

  private static Aggregation aggregation(String word) {
    return switch (word) {
      case "sum" -> Aggregation.SUM;
      case "min" -> Aggregation.MIN;
      default -> Aggregation.PASS_FAIL;
    };
  }

  private Optional<StaticTest> staticTest(Grading grading) {
    Optional<List<String>> args = keys.texts("static_validator_args");
    Optional<YamlNode> draft =
        context.strict() ? Optional.empty() : keys.value("static_validation");
    if (keys.value(STATIC_SCORE).isPresent()) {
      return Optional.of(staticTest(keys, STATIC_SCORE, grading, args.orElse(List.of())));
    }
    args.ifPresent(
        given -> keys.error("static_validator_args", "needs static_validation_score beside it"));
    return draft.flatMap(value -> draftStatic(value, grading));
  }

  /** In drafts whether there is one, or a map with what it is worth and its arguments. */
  private Optional<StaticTest> draftStatic(YamlNode value, Grading grading) {
    if (value instanceof Mapping mapping) {
      Keys inner = keys.inner("static_validation", mapping);
      List<String> args =
          inner.textOrTexts("args").orElse(List.of()).stream()
              .flatMap(text -> Words.of(text).stream())
              .toList();
      StaticTest test = staticTest(inner, "score", grading, args);
      inner.reportUnknown(false);
      return Optional.of(test);
    }
    return keys.flag("static_validation").orElse(false)
        ? Optional.of(staticTest(keys, STATIC_SCORE, grading, List.of()))
        : Optional.empty();
  }

  private StaticTest staticTest(Keys from, String key, Grading grading, List<String> args) {
    if (!context.hasStaticValidator()) {
      from.error(key, "is given, but there is no static_validator");
    }
    if (context.problem().rules().is(ProblemType.SUBMIT_ANSWER)) {
      from.error(key, "cannot be in a problem of type submit-answer");
    }
    boolean passFail =
        !context.problem().rules().scoring()
            || (grading instanceof Points points && points.aggregation() == Aggregation.PASS_FAIL);
    Optional<Double> score = Optional.empty();
    if (from.text(key).filter("pass-fail"::equals).isPresent()) {
      if (!passFail) {
        from.error(key, "can be pass-fail only where score_aggregation is");
      }
    } else {
      OptionalDouble number = from.whole(key, from.between(key, 0, MOST));
      if (number.isPresent() && passFail) {
        from.error(key, "has to be pass-fail, as the group is");
      } else if (number.isPresent()) {
        score = Optional.of(number.getAsDouble());
      }
    }
    return new StaticTest(score, args);
  }
}
