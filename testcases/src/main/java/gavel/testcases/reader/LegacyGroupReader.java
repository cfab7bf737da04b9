package gavel.testcases.reader;

import gavel.testcases.problem.Grading;
import gavel.testcases.problem.Grading.Legacy;
import gavel.testcases.problem.Grading.ScoreMode;
import gavel.testcases.problem.Grading.VerdictMode;
import gavel.testcases.problem.ValidatorArguments;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.text.Excerpt;
import gavel.testcases.validator.FlagProblem;
import gavel.testcases.validator.ValidatorFlags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads {@code testdata.yaml}, key by key inherited from the group around it: legacy format,
 * sections "Test Data Groups" and "Default Grader Specification".
 */
final class LegacyGroupReader {
  static final String FILE = "testdata.yaml";

  private static final double MOST = 1e15;
  private static final String FLAGS = "output_validator_flags";
  private static final String INPUT_FLAGS = "input_validator_flags";
  private static final String GRADER_FLAGS = "grader_flags";
  private static final List<String> SCORING = List.of("accept_score", "reject_score", "range");

  private final Keys keys;
  private final DataContext context;
  private final boolean root;

  private LegacyGroupReader(Keys keys, DataContext context, boolean root) {
    this.keys = keys;
    this.context = context;
    this.root = root;
  }

  /** The settings of a group with such a file. */
  static GroupSettings read(
      String text, String file, GroupSettings outer, DataContext context, boolean root) {
    Optional<Mapping> mapping = YamlFile.parse(text, file, context.findings());
    if (mapping.isEmpty()) {
      return outer;
    }
    Keys keys = new Keys(file, "", mapping.get(), context.findings());
    return new LegacyGroupReader(keys, context, root).read(outer);
  }

  private GroupSettings read(GroupSettings outer) {
    Legacy above = outer.grading() instanceof Legacy legacy ? legacy : Legacy.DEFAULT;
    Legacy grading = context.problem().overrides().over(grading(above));
    Optional<List<String>> output = flags(FLAGS).map(Map.Entry::getValue);
    if (context.defaultValidator()) {
      for (FlagProblem problem :
          ValidatorFlags.parse(String.join(" ", output.orElse(List.of()))).problems()) {
        keys.error(FLAGS, "at character " + problem.position() + ": " + problem.message());
      }
    }
    ValidatorArguments input =
        flags(INPUT_FLAGS)
            .map(given ->
                given.getKey().isEmpty()
                    ? new ValidatorArguments(given.getValue(), Map.of())
                    : new ValidatorArguments(List.of(), Map.of(given.getKey(), given.getValue())))
            .orElse(outer.inputArgs());
    keys.reportUnknown(false);
    return new GroupSettings(
        grading,
        outer.args(),
        input,
        output.orElse(outer.outputArgs()),
        outer.visualizerArgs(),
        outer.fullFeedback(),
        Optional.empty());
  }

  private Legacy grading(Legacy above) {
    Optional<String> onReject = keys.word("on_reject", List.of("break", "continue"));
    boolean custom =
        keys.word("grading", List.of("default", "custom"))
            .map("custom"::equals)
            .orElse(above.custom());
    if (custom && !context.hasGrader()) {
      keys.error("grading", "is custom, but there is no program in graders");
    }
    boolean breaks = onReject.map("break"::equals).orElse(above.breakOnReject());
    Legacy modes = custom ? above : modes(above);
    if (modes.ignoreSample() && breaks && root) {
      keys.error(
          GRADER_FLAGS, "has ignore_sample, but on_reject is break: secret may not be judged");
    }
    List<String> flags = keys.text(GRADER_FLAGS).map(Words::of).orElse(above.flags());
    if (!context.problem().rules().scoring()) {
      SCORING.stream()
          .filter(key -> keys.value(key).isPresent())
          .forEach(key -> keys.error(key, "is for problems of type scoring only"));
      return new Legacy(
          breaks,
          custom,
          flags,
          modes.verdict(),
          modes.score(),
          modes.ignoreSample(),
          modes.acceptIfAnyAccepted(),
          above.acceptScore(),
          above.rejectScore(),
          above.range());
    }
    return new Legacy(
        breaks,
        custom,
        flags,
        modes.verdict(),
        modes.score(),
        modes.ignoreSample(),
        modes.acceptIfAnyAccepted(),
        score("accept_score", above.acceptScore()),
        score("reject_score", above.rejectScore()),
        LegacyGradingReader.range(keys).orElse(above.range()));
  }

  private double score(String key, double above) {
    OptionalDouble given = keys.between(key, -MOST, MOST);
    return given.orElse(above);
  }

  /** The flags of the default grader; of conflicting ones the last counts. */
  private Legacy modes(Legacy above) {
    Optional<String> text = keys.text(GRADER_FLAGS);
    VerdictMode verdict = text.isPresent() ? VerdictMode.WORST_ERROR : above.verdict();
    ScoreMode score = text.isPresent() ? ScoreMode.SUM : above.score();
    boolean ignoreSample = false;
    boolean any = text.isEmpty() && above.acceptIfAnyAccepted();
    for (String flag : text.map(Words::of).orElse(List.of())) {
      switch (flag) {
        case "worst_error" -> verdict = VerdictMode.WORST_ERROR;
        case "first_error" -> verdict = VerdictMode.FIRST_ERROR;
        case "always_accept" -> verdict = VerdictMode.ALWAYS_ACCEPT;
        case "sum" -> score = ScoreMode.SUM;
        case "avg" -> score = ScoreMode.AVG;
        case "min" -> score = ScoreMode.MIN;
        case "max" -> score = ScoreMode.MAX;
        case "accept_if_any_accepted" -> any = true;
        case "ignore_sample" -> ignoreSample = root;
        default ->
            keys.error(GRADER_FLAGS, "has " + Excerpt.quote(flag) + ", no flag of the grader");
      }
      if (flag.equals("ignore_sample") && !root) {
        keys.error(GRADER_FLAGS, "has ignore_sample, which is for data/testdata.yaml only");
      }
    }
    return new Legacy(
        true,
        false,
        List.of(),
        verdict,
        score,
        ignoreSample,
        any,
        above.acceptScore(),
        above.rejectScore(),
        above.range());
  }

  /** A text, or a map with the validator's name and its flags. */
  private Optional<Map.Entry<String, List<String>>> flags(String key) {
    Optional<YamlNode> value = keys.value(key);
    if (value.isPresent() && value.get() instanceof Mapping named) {
      Keys inner = keys.inner(key, named);
      String name = inner.text("name").orElse("");
      Optional<String> flags = inner.text("flags");
      inner.reportUnknown(false);
      return flags.map(text -> Map.entry(name, Words.flags(text)));
    }
    return keys.text(key).map(text -> Map.entry("", Words.flags(text)));
  }

  /** What holds at the root before its file is read. */
  static Grading rootGrading(DataContext context) {
    return context.problem().overrides().over(Legacy.DEFAULT);
  }
}
