package gavel.testcases.reader;

import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemMetadata;
import gavel.testcases.problem.Validation;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.text.Excerpt;
import java.util.Optional;
import java.util.Set;

/** Reads {@code problem.yaml}: legacy format, section "Problem Metadata". */
final class ProblemYamlReader {
  static final String FILE = "problem.yaml";

  private static final Set<String> VERSIONS = Set.of("legacy", "legacy-icpc");

  private ProblemYamlReader() {}

  /** The name stands in where the file has none. */
  static ProblemYaml read(String text, String name, Findings findings) {
    Optional<Mapping> mapping = YamlFile.parse(text, FILE, findings);
    if (mapping.isEmpty()) {
      return ProblemYaml.defaults(name);
    }
    Keys keys = new Keys(FILE, "", mapping.get(), findings);
    checkVersion(keys);
    boolean scoring = isScoring(keys);
    ProblemMetadata metadata = MetadataReader.read(keys, name);
    ProblemLimits limits =
        keys.mapping("limits")
            .map(map -> LimitsReader.read(new Keys(FILE, "limits: ", map, findings)))
            .orElse(ProblemLimits.DEFAULTS);
    String flags = keys.text("validator_flags").orElse("");
    Validation validation = ValidationReader.read(keys, flags, scoring);
    keys.warnOfUnknown();
    return new ProblemYaml(metadata, limits, validation, flags, scoring);
  }

  private static void checkVersion(Keys keys) {
    String version = keys.text("problem_format_version").orElse("legacy");
    if (!VERSIONS.contains(version)) {
      keys.error(
          "problem_format_version",
          Excerpt.quote(version) + " is not supported yet, only legacy and legacy-icpc are");
    }
  }

  private static boolean isScoring(Keys keys) {
    String type = keys.text("type").orElse("pass-fail");
    boolean scoring = type.equals("scoring");
    if (scoring) {
      keys.error("type", "scoring is not supported yet, only pass-fail is");
    } else if (!type.equals("pass-fail")) {
      keys.error("type", "has to be pass-fail or scoring, not " + Excerpt.quote(type));
    }
    if (keys.mapping("grading").isPresent() && !scoring) {
      keys.warning("grading", "is for problems of type scoring only");
    }
    return scoring;
  }
}
