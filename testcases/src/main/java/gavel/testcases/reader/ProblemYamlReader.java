package gavel.testcases.reader;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemMetadata;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.Validation;
import gavel.testcases.reader.LegacyGradingReader.Overrides;
import gavel.testcases.reader.LimitsReader.Limits;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.validator.ValidatorFlags;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code problem.yaml}: section "Problem Metadata" of both formats. */
final class ProblemYamlReader {
  static final String FILE = "problem.yaml";

  private final Keys keys;
  private final FormatVersion format;

  private ProblemYamlReader(Keys keys, FormatVersion format) {
    this.keys = keys;
    this.format = format;
  }

  /**
   * Reads the text of the file.
   *
   * @param name stands in where the file has none
   * @param ownValidator whether the package has an output validator
   */
  static ProblemYaml read(String text, String name, boolean ownValidator, Findings findings) {
    Optional<Mapping> mapping = YamlFile.parse(text, FILE, findings);
    if (mapping.isEmpty()) {
      return ProblemYaml.defaults(name);
    }
    Keys keys = new Keys(FILE, "", mapping.get(), findings);
    return new ProblemYamlReader(keys, RulesReader.version(keys)).read(name, ownValidator);
  }

  private ProblemYaml read(String name, boolean ownValidator) {
    ProblemRules rules = RulesReader.read(keys, format);
    ProblemMetadata metadata = MetadataReader.read(keys, format, name);
    String flags = format.legacy() ? keys.text("validator_flags").orElse("") : "";
    ValidationReader.Read validation =
        format.legacy()
            ? ValidationReader.legacy(keys, flags, rules.types(), format)
            : new ValidationReader.Read(validation(rules, ownValidator), rules.types());
    boolean multiPass = validation.types().contains(ProblemType.MULTI_PASS);
    Limits limits =
        keys.mapping("limits")
            .map(map -> LimitsReader.read(keys.inner("limits", map), format, multiPass))
            .orElseGet(() -> new Limits(ProblemLimits.defaults(format), Optional.empty()));
    Overrides overrides = format.legacy() ? overrides(rules) : Overrides.NONE;
    keys.reportUnknown(format.strict());
    return new ProblemYaml(
        withTypes(rules, validation.types()),
        metadata,
        limits.limits(),
        limits.timeLimit(),
        validation.validation(),
        flags,
        overrides);
  }

  /** In newer formats the validator is custom where there is one. */
  private static Validation validation(ProblemRules rules, boolean ownValidator) {
    return ownValidator || !rules.plain()
        ? ValidationReader.custom(rules.types(), List.of())
        : new Validation.Default(ValidatorFlags.NONE);
  }

  /** Read a second time without reporting again. */
  private Overrides overrides(ProblemRules rules) {
    Optional<YamlNode> grading = keys.value("grading");
    if (grading.isPresent() && grading.get() instanceof Mapping mapping) {
      Mapping alone =
          new Mapping(
              mapping.line(),
              java.util.Map.of("grading", new YamlNode.Entry(mapping.line(), mapping)));
      Keys silent = new Keys(FILE, "", alone, new Findings());
      return LegacyGradingReader.of(silent, rules.types(), format).overrides();
    }
    return Overrides.NONE;
  }

  private static ProblemRules withTypes(ProblemRules rules, Set<ProblemType> types) {
    return new ProblemRules(
        rules.format(),
        types,
        rules.languages(),
        rules.allowFileWriting(),
        rules.constants(),
        rules.minimize(),
        rules.showGroups());
  }
}
