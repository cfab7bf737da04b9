package gavel.testcases.reader;

import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.reader.YamlNode.Entry;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Nothing;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import gavel.testcases.text.Excerpt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values out of a mapping, each by its key and as what it should be; what is something
 * else is reported and counts as absent, as an empty value does.
 */
final class Keys {
  private static final Pattern NUMBER = Pattern.compile("[0-9.eE+-]{1,50}");

  private final String file;
  private final String prefix;
  private final Map<String, Entry> entries;
  private final int line;
  private final Findings findings;
  private final Set<String> asked = new HashSet<>();

  Keys(String file, String prefix, Mapping mapping, Findings findings) {
    this.file = file;
    this.prefix = prefix;
    this.entries = mapping.entries();
    this.line = mapping.line();
    this.findings = findings;
  }

  /** The keys of a mapping that is the value of one in here. */
  Keys inner(String key, Mapping mapping) {
    return new Keys(file, prefix + shown(key) + ": ", mapping, findings);
  }

  private static String shown(String key) {
    return Excerpt.escape(key, Excerpt.MAX_CHARS);
  }

  /** Every key there is, asked for or not. */
  Set<String> names() {
    return entries.keySet();
  }

  /** The value of a key, unless it is absent or empty. */
  Optional<YamlNode> value(String key) {
    asked.add(key);
    @Nullable Entry entry = entries.get(key);
    return Optional.ofNullable(entry)
        .map(Entry::value)
        .filter(value -> !(value instanceof Nothing));
  }

  Optional<Scalar> scalar(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent() && value.get() instanceof Scalar scalar) {
      return Optional.of(scalar);
    }
    value.ifPresent(other -> error(key, "has to be a text"));
    return Optional.empty();
  }

  Optional<String> text(String key) {
    return scalar(key).map(Scalar::text);
  }

  Optional<Mapping> mapping(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent() && value.get() instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    value.ifPresent(other -> error(key, "has to be a list of keys with values"));
    return Optional.empty();
  }

  /** A sequence of texts; what is none in it is reported and left out. */
  Optional<List<String>> texts(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent() && value.get() instanceof Sequence sequence) {
      return Optional.of(texts(key, sequence));
    }
    value.ifPresent(other -> error(key, "has to be a sequence of texts"));
    return Optional.empty();
  }

  /** A text or a sequence of texts. */
  Optional<List<String>> textOrTexts(String key) {
    Optional<YamlNode> value = value(key);
    return value.isPresent() && value.get() instanceof Scalar text
        ? Optional.of(List.of(text.text()))
        : texts(key);
  }

  List<String> texts(String key, Sequence sequence) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (item instanceof Scalar text) {
        texts.add(text.text());
      } else {
        error(key, "has to be a sequence of texts and nothing else");
      }
    }
    return texts;
  }

  Optional<Boolean> flag(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> {
        error(key, "has to be true or false, not " + Excerpt.quote(text.get()));
        yield Optional.empty();
      }
    };
  }

  /** One of some words. */
  Optional<String> word(String key, List<String> allowed) {
    Optional<String> text = text(key);
    if (text.isPresent() && !allowed.contains(text.get())) {
      String last = allowed.getLast();
      String others = String.join(", ", allowed.subList(0, allowed.size() - 1));
      error(key, "has to be " + others + " or " + last + ", not " + Excerpt.quote(text.get()));
      return Optional.empty();
    }
    return text;
  }

  /** A positive number up to a maximum. */
  OptionalDouble positive(String key, double maximum) {
    return number(key, 0, maximum, "over 0, at most");
  }

  /** A number from a minimum to a maximum, both included. */
  OptionalDouble between(String key, double minimum, double maximum) {
    return number(key, Math.nextDown(minimum), maximum, "from " + plain(minimum) + " to");
  }

  private OptionalDouble number(String key, double above, double maximum, String allowed) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble number = parse(text.get());
    if (number.isEmpty() || number.getAsDouble() <= above || number.getAsDouble() > maximum) {
      String rule = "has to be a number " + allowed + " " + plain(maximum);
      error(key, rule + ", not " + Excerpt.quote(text.get()));
      return OptionalDouble.empty();
    }
    return number;
  }

  /** Of a number the whole one; others are reported. */
  OptionalDouble whole(String key, OptionalDouble number) {
    if (number.isPresent() && number.getAsDouble() != Math.rint(number.getAsDouble())) {
      error(key, "has to be a whole number");
      return OptionalDouble.empty();
    }
    return number;
  }

  /** A plain decimal number; YAML's octal, hexadecimal and sexagesimal ones are not taken. */
  static OptionalDouble parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  void error(String key, String message) {
    add(Severity.ERROR, key, message);
  }

  void warning(String key, String message) {
    add(Severity.WARNING, key, message);
  }

  /** An error in strict formats, a warning in others. */
  void lapse(boolean strict, String key, String message) {
    add(strict ? Severity.ERROR : Severity.WARNING, key, message);
  }

  private void add(Severity severity, String key, String message) {
    String name = prefix + shown(key);
    findings.add(severity, file, valueLine(key), name, name + " " + message);
  }

  /** The line of a key. */
  int line(String key) {
    @Nullable Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  private int valueLine(String key) {
    @Nullable Entry entry = entries.get(key);
    return entry == null ? line : Math.max(entry.line(), entry.value().line());
  }

  /**
   * To be called last: reports every key that nobody asked for, as an error in strict formats and
   * as a warning in others.
   */
  void reportUnknown(boolean strict) {
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        String name = prefix + shown(key);
        Severity severity = strict ? Severity.ERROR : Severity.WARNING;
        findings.add(severity, file, entry.line(), name, name + " is not a key of this format");
      }
    });
  }
}
