package gavel.testcases.reader;

import gavel.testcases.problem.Constants;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.text.Excerpt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what kind of problem it is: its types, languages, constants. */
final class RulesReader {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9+#_-]*");
  private static final String VALUE = "value";
  private static final Pattern CONSTANT = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final Keys keys;
  private final FormatVersion format;

  private RulesReader(Keys keys, FormatVersion format) {
    this.keys = keys;
    this.format = format;
  }

  static FormatVersion version(Keys keys) {
    Optional<String> name = keys.text("problem_format_version");
    if (name.isEmpty()) {
      return FormatVersion.LEGACY;
    }
    Optional<FormatVersion> version = FormatVersion.of(name.get());
    if (version.isEmpty()) {
      keys.error(
          "problem_format_version",
          "has to be legacy, legacy-icpc or 2025-09, not " + Excerpt.quote(name.get()));
    } else if (version.get() == FormatVersion.DRAFT) {
      keys.warning(
          "problem_format_version",
          Excerpt.quote(name.get()) + " is read as 2025-09, less strictly");
    }
    return version.orElse(FormatVersion.LEGACY);
  }

  static ProblemRules read(Keys keys, FormatVersion format) {
    return new RulesReader(keys, format).read();
  }

  private ProblemRules read() {
    Set<ProblemType> types = types();
    ProblemRules plain = ProblemRules.passFail(format);
    if (format.legacy()) {
      LegacyGradingReader grading = LegacyGradingReader.of(keys, types, format);
      return new ProblemRules(
          format,
          types,
          plain.languages(),
          plain.allowFileWriting(),
          plain.constants(),
          grading.minimize(),
          grading.showGroups());
    }
    return new ProblemRules(
        format,
        types,
        languages(),
        keys.flag("allow_file_writing").orElse(plain.allowFileWriting()),
        constants(),
        false,
        false);
  }

  private Set<ProblemType> types() {
    EnumSet<ProblemType> types = EnumSet.noneOf(ProblemType.class);
    for (String word : typeWords()) {
      Optional<ProblemType> type = ProblemType.of(word);
      if (type.isEmpty()) {
        String allowed =
            format.legacy()
                ? "pass-fail or scoring"
                : "pass-fail, scoring, multi-pass, interactive or submit-answer";
        keys.error("type", "has to be " + allowed + ", not " + Excerpt.quote(word));
      } else if (!types.add(type.get())) {
        keys.lapse(format.strict(), "type", "has " + word + " twice");
      }
    }
    checkTypes(types);
    if (types.contains(ProblemType.SCORING)) {
      types.remove(ProblemType.PASS_FAIL);
    } else {
      types.add(ProblemType.PASS_FAIL);
    }
    return types;
  }

  /** Legacy packages made for DOMjudge have several words in one text. */
  private List<String> typeWords() {
    Optional<List<String>> given = keys.textOrTexts("type");
    if (given.isPresent() && given.get().isEmpty()) {
      keys.error("type", "is an empty sequence");
    }
    List<String> words = new ArrayList<>();
    for (String text : given.orElse(List.of("pass-fail"))) {
      if (format.strict()) {
        words.add(text);
      } else {
        words.addAll(Words.of(text));
      }
    }
    return words;
  }

  private void checkTypes(Set<ProblemType> types) {
    for (ProblemType type : types) {
      for (ProblemType other : types) {
        if (type.compareTo(other) < 0 && type.excludes(other)) {
          keys.error("type", "cannot be both " + type.word() + " and " + other.word());
        }
      }
      boolean known = type == ProblemType.PASS_FAIL || type == ProblemType.SCORING;
      if (format.legacy() && !known) {
        keys.warning("type", type.word() + " is not of the legacy formats; it counts all the same");
      }
    }
    if (format == FormatVersion.LEGACY_ICPC && types.contains(ProblemType.SCORING)) {
      keys.error("type", "has to be pass-fail in legacy-icpc");
    }
  }

  private Optional<Set<String>> languages() {
    Optional<List<String>> given = keys.textOrTexts("languages");
    if (given.isEmpty() || given.get().equals(List.of("all"))) {
      return Optional.empty();
    }
    Set<String> codes = new LinkedHashSet<>();
    for (String code : given.get()) {
      if (CODE.matcher(code).matches() && !code.equals("all")) {
        codes.add(code);
        if (!KnownLanguages.has(code)) {
          keys.warning(
              "languages",
              "has " + Excerpt.quote(code) + ", no known code of " + KnownLanguages.all());
        }
      } else {
        keys.error("languages", "has to be all or codes of languages, not " + Excerpt.quote(code));
      }
    }
    if (given.get().isEmpty()) {
      keys.error("languages", "is an empty sequence");
    }
    return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
  }

  private Constants constants() {
    Optional<Mapping> mapping = keys.mapping("constants");
    Map<String, String> constants = new LinkedHashMap<>();
    if (mapping.isPresent()) {
      Keys inner = keys.inner("constants", mapping.get());
      for (String name : inner.names()) {
        Optional<YamlNode> value = inner.value(name);
        if (!CONSTANT.matcher(name).matches()) {
          inner.error(name, "has to be letters, digits and _, and not to begin with a digit");
        } else if (value.isPresent() && value.get() instanceof Scalar scalar) {
          constants.put(name, scalar.text());
        } else if (value.isPresent() && value.get() instanceof Mapping variants) {
          variants(inner.inner(name, variants), name, constants);
        } else {
          inner.error(name, "has to be a number or a text, or a map of those with a value");
        }
      }
    }
    return new Constants(constants);
  }

  /** A value, and what else it is written as. */
  private static void variants(Keys keys, String name, Map<String, String> constants) {
    if (keys.value(VALUE).isEmpty()) {
      keys.error(VALUE, "is missing");
    }
    for (String variant : keys.names()) {
      Optional<YamlNode> value = keys.value(variant);
      if (!CONSTANT.matcher(variant).matches()) {
        keys.error(variant, "has to be letters, digits and _, and not to begin with a digit");
      } else if (value.isPresent() && value.get() instanceof Scalar scalar) {
        constants.put(variant.equals(VALUE) ? name : name + "." + variant, scalar.text());
      } else {
        keys.error(variant, "has to be a number or a text");
      }
    }
  }
}
