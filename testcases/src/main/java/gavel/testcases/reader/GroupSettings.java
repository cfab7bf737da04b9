package gavel.testcases.reader;

import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.text.Excerpt;
import gavel.testcases.validator.FlagProblem;
import gavel.testcases.validator.ValidatorFlags;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code testdata.yaml} says of a test group, key by key inherited from the group around it:
 * legacy format, section "Test Data Groups".
 *
 * @param outputFlags what the output validator gets after the problem's flags
 */
record GroupSettings(String outputFlags) {
  static final String FILE = "testdata.yaml";
  static final GroupSettings NONE = new GroupSettings("");

  private static final String FLAGS = "output_validator_flags";
  private static final Set<String> CHECKED_LATER = Set.of("grader_flags", "input_validator_flags");
  private static final List<String> SCORING = List.of("accept_score", "reject_score", "range");

  /** The settings of a group with such a file. */
  GroupSettings overlaid(String text, String file, boolean defaultValidator, Findings findings) {
    Optional<Mapping> mapping = YamlFile.parse(text, file, findings);
    if (mapping.isEmpty()) {
      return this;
    }
    Keys keys = new Keys(file, "", mapping.get(), findings);
    oneOf(keys, "on_reject", "break", "continue");
    oneOf(keys, "grading", "default", "custom");
    if (keys.text("grading").orElse("").equals("custom")) {
      keys.error("grading", "custom is not supported yet");
    }
    for (String key : SCORING) {
      if (keys.value(key).isPresent()) {
        keys.error(key, "is for problems of type scoring only, which are not supported yet");
      }
    }
    CHECKED_LATER.forEach(keys::value);
    Optional<String> flags = flags(keys, file, findings);
    if (defaultValidator) {
      for (FlagProblem problem : ValidatorFlags.parse(flags.orElse("")).problems()) {
        keys.error(FLAGS, "at character " + problem.position() + ": " + problem.message());
      }
    }
    keys.warnOfUnknown();
    return new GroupSettings(flags.orElse(outputFlags));
  }

  private static void oneOf(Keys keys, String key, String first, String second) {
    Optional<String> value = keys.text(key);
    if (value.isPresent() && !value.get().equals(first) && !value.get().equals(second)) {
      String allowed = "has to be " + first + " or " + second;
      keys.error(key, allowed + ", not " + Excerpt.quote(value.get()));
    }
  }

  /** A text, or a map with the validator's name and its flags. */
  private static Optional<String> flags(Keys keys, String file, Findings findings) {
    Optional<YamlNode> value = keys.value(FLAGS);
    if (value.isPresent() && value.get() instanceof Mapping named) {
      Keys inner = new Keys(file, FLAGS + ": ", named, findings);
      inner.value("name");
      Optional<String> flags = inner.text("flags");
      inner.warnOfUnknown();
      return flags;
    }
    return keys.text(FLAGS);
  }
}
