package gavel.testcases.reader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of YAML with the line it begins on. */
sealed interface YamlNode {
  int line();

  /** A scalar as it is written, untouched by YAML's ideas of numbers and booleans. */
  record Scalar(int line, String text) implements YamlNode {}

  /** Nothing: an empty value, {@code ~} or {@code null}. */
  record Nothing(int line) implements YamlNode {}

  /** A mapping in the order of the file. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A sequence. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** What stands behind a key, and the line of the key. */
  record Entry(int line, YamlNode value) {}
}
