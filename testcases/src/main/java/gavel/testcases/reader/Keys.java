package gavel.testcases.reader;

import gavel.testcases.reader.YamlNode.Entry;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Nothing;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.text.Excerpt;
import java.util.HashSet;
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
  private final Findings findings;
  private final Set<String> asked = new HashSet<>();

  Keys(String file, String prefix, Mapping mapping, Findings findings) {
    this.file = file;
    this.prefix = prefix;
    this.entries = mapping.entries();
    this.findings = findings;
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

  /** A positive number up to a maximum. */
  OptionalDouble positive(String key, double maximum) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble number = parse(text.get());
    if (number.isEmpty() || number.getAsDouble() <= 0 || number.getAsDouble() > maximum) {
      String allowed = "has to be a number over 0, at most " + plain(maximum);
      error(key, allowed + ", not " + Excerpt.quote(text.get()));
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
    findings.error(file, valueLine(key), prefix + key + " " + message);
  }

  void warning(String key, String message) {
    findings.warning(file, valueLine(key), prefix + key + " " + message);
  }

  private int valueLine(String key) {
    @Nullable Entry entry = entries.get(key);
    return entry == null ? 1 : Math.max(entry.line(), entry.value().line());
  }

  /** To be called last: warns of every key that nobody asked for. */
  void warnOfUnknown() {
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        String name = prefix + Excerpt.escape(key, Excerpt.MAX_CHARS);
        findings.warning(file, entry.line(), name + " is not a key of this format");
      }
    });
  }
}
