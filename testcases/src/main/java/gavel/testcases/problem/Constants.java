package gavel.testcases.problem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named values that stand as <code>{{name}}</code>, or in other forms as <code>{{name.variant}}
 * </code>, in statements, validators, included code, submissions and {@code test_group.yaml}:
 * 2025-09, section "Constants". Never in test data.
 *
 * @param values by {@code name} and {@code name.variant}
 */
public record Constants(Map<String, String> values) {
  /** No constants: nothing is replaced. */
  public static final Constants NONE = new Constants(Map.of());

  private static final Pattern SEQUENCE =
      Pattern.compile("\\{\\{([a-zA-Z_][a-zA-Z0-9_.]{0,400})\\}\\}");

  /** Copies the map. */
  public Constants {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The text with every sequence of a known name replaced, once; others stay as they are. */
  public String apply(String text) {
    if (values.isEmpty()) {
      return text;
    }
    return SEQUENCE
        .matcher(text)
        .replaceAll(found -> {
          @Nullable String value = values.get(found.group(1));
          return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
  }

  /** The same for a file of any encoding; all other bytes stay as they are. */
  public byte[] apply(byte[] content) {
    if (values.isEmpty()) {
      return content;
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Map<String, String> bytes = new LinkedHashMap<>();
    values.forEach((name, value) -> bytes.put(name, latin(value)));
    return new Constants(bytes).apply(text).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The names in such sequences that no constant has, each once, in order. */
  public List<String> undefined(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = SEQUENCE.matcher(text);
    while (matcher.find()) {
      if (!values.containsKey(matcher.group(1)) && !names.contains(matcher.group(1))) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
