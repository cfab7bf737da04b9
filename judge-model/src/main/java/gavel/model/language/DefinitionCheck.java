package gavel.model.language;

import gavel.model.json.InvalidField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a definition, so that its writer sees all of it at once. */
final class DefinitionCheck {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9+_-]{0,31}");
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9+_-]{1,16}");
  private static final BigDecimal LARGEST_MULTIPLIER = BigDecimal.valueOf(100);
  private final List<InvalidField> flaws = new ArrayList<>();

  void that(boolean condition, String field, String otherwise) {
    if (!condition) {
      flaws.add(new InvalidField(field, otherwise));
    }
  }

  void add(InvalidField flaw) {
    flaws.add(flaw);
  }

  void id(String field, @Nullable String value) {
    that(value != null && ID.matcher(value).matches(), field, "must match " + ID);
  }

  void text(String field, @Nullable String value) {
    that(value != null, field, "is missing");
    that(value == null || !value.isBlank(), field, "is empty");
  }

  void line(String field, @Nullable String value) {
    that(
        value == null || (!value.isBlank() && value.lines().count() == 1),
        field,
        "must be one line");
  }

  void filled(String field, @Nullable List<String> values) {
    that(values != null, field, "is missing");
    that(values == null || !values.isEmpty(), field, "is empty");
  }

  void command(String field, @Nullable List<String> command) {
    filled(field, command);
    if (command != null && !command.isEmpty()) {
      that(
          command.getFirst().startsWith("/"),
          field,
          "must begin with the absolute path of a program, not '" + command.getFirst() + "'");
    }
  }

  void extensions(@Nullable List<String> values) {
    that(values != null, "extensions", "is missing; [] where it takes any file, by name only");
    if (values == null) {
      return;
    }
    HashSet<String> seen = new HashSet<>();
    for (String value : values) {
      that(
          EXTENSION.matcher(value).matches(),
          "extensions",
          "'" + value + "' must match " + EXTENSION + ", without the dot");
      that(seen.add(value), "extensions", "has '" + value + "' twice");
    }
  }

  void marks(@Nullable String expression) {
    if (expression == null) {
      return;
    }
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException malformed) {
      add(new InvalidField("marks", "is not a regular expression: " + malformed.getDescription()));
    }
  }

  /** The name of a source without a name must be that of a source. */
  void source(@Nullable String source, @Nullable List<String> extensions) {
    text("source", source);
    if (source == null || extensions == null) {
      return;
    }
    that(source.indexOf('/') < 0, "source", "must be a name without directories");
    that(
        extensions.isEmpty() || extensions.contains(source.substring(source.lastIndexOf('.') + 1)),
        "source",
        "must end in one of the extensions " + extensions);
  }

  void multiplier(@Nullable BigDecimal value) {
    that(
        value == null || (value.signum() > 0 && value.compareTo(LARGEST_MULTIPLIER) <= 0),
        "time_multiplier",
        "must be over 0 and at most " + LARGEST_MULTIPLIER);
  }

  /**
   * One error for all: it is at the field of the first, and its message goes on with the others.
   */
  void throwIfFlawed() {
    if (flaws.isEmpty()) {
      return;
    }
    InvalidField first = flaws.getFirst();
    StringBuilder message = new StringBuilder(String.valueOf(first.getMessage()));
    for (InvalidField other : flaws.subList(1, flaws.size())) {
      message.append("; ").append(other.field()).append(' ').append(other.getMessage());
    }
    throw new InvalidField(first.field(), message.toString());
  }
}
