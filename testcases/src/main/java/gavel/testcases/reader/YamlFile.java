package gavel.testcases.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import gavel.testcases.reader.YamlNode.Entry;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Nothing;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document whose top is a mapping, token by token: no tag means anything, and
 * aliases stand for so many values at most, so that a small file cannot become a large value. Of a
 * key given twice the first counts and the second is an error.
 */
final class YamlFile {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final int MAX_DEPTH = 20;
  private static final int MAX_MESSAGE = 200;

  /** How many values all aliases of a file may stand for. */
  private static final int MAX_ALIASED = 10_000;

  private static final String MERGE = "<<";

  /** What an anchor names: how many values it is, and how deep they are nested. */
  private record Anchored(YamlNode node, int values, int depth) {}

  private final String file;
  private final Findings findings;
  private final YAMLParser parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final int[] text;
  private int values;
  private int aliased;
  private int deepest;
  private boolean tooDeep;

  private YamlFile(String text, String file, Findings findings, YAMLParser parser) {
    this.text = text.codePoints().toArray();
    this.file = file;
    this.findings = findings;
    this.parser = parser;
  }

  /** The mapping, empty for an empty file; nothing when it is not YAML or not a mapping. */
  static Optional<Mapping> parse(String text, String file, Findings findings) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlFile(text, file, findings, parser).read();
    } catch (IOException impossible) {
      throw new IllegalStateException("Reading a string failed", impossible);
    }
  }

  private Optional<Mapping> read() throws IOException {
    try {
      return document();
    } catch (JsonProcessingException broken) {
      if (tooDeep) {
        // What the parser has to say about it was said already, and where.
        return Optional.empty();
      }
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      findings.error(file, line, "This is not YAML: " + brief(broken));
      return Optional.empty();
    }
  }

  /** Of what the parser says, the sentences, without the excerpts of the file between them. */
  private static String brief(JsonProcessingException broken) {
    String said = String.valueOf(broken.getOriginalMessage());
    if (said.startsWith("Expected a field name")) {
      return "a key is something else than a text";
    }
    String message =
        said.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
    return Excerpt.escape(message, MAX_MESSAGE);
  }

  private Optional<Mapping> document() throws IOException {
    @Nullable JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return Optional.of(new Mapping(1, Map.of()));
    }
    YamlNode top = node(first, 0);
    if (!(top instanceof Mapping mapping)) {
      findings.error(file, top.line(), "The file is not a list of keys with values");
      return Optional.empty();
    }
    if (parser.nextToken() != null) {
      findings.error(file, line(), "A second YAML document begins here; only the first is read");
    }
    return Optional.of(mapping);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The value there; an anchor can be used once all of it is read, so that none is in itself. */
  private YamlNode node(JsonToken token, int depth) throws IOException {
    boolean alias = token == JsonToken.VALUE_STRING && parser.isCurrentAlias();
    @Nullable String anchor = alias ? null : anchor(token);
    int before = values;
    int outer = deepest;
    deepest = depth;
    values++;
    YamlNode node = alias ? aliased(parser.getText(), depth) : plain(token, depth);
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, values - before, deepest - depth));
    }
    deepest = Math.max(outer, deepest);
    return node;
  }

  /**
   * The parser names anchors of collections alone; those of other values stand where they begin.
   */
  private @Nullable String anchor(JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      return parser.getObjectId();
    }
    long at = parser.currentTokenLocation().getCharOffset();
    if (at < 0 || at >= text.length || text[(int) at] != '&') {
      return null;
    }
    int end = (int) at + 1;
    while (end < text.length && text[end] > ' ' && ",[]{}".indexOf(text[end]) < 0) {
      end++;
    }
    return new String(text, (int) at + 1, end - (int) at - 1);
  }

  private YamlNode aliased(String name, int depth) {
    int line = line();
    @Nullable Anchored anchored = anchors.get(name);
    if (anchored == null) {
      findings.error(file, line, "No value before this is called " + Excerpt.quote("&" + name));
      return new Nothing(line);
    }
    if (depth + anchored.depth() > MAX_DEPTH) {
      findings.error(file, line, "Values are nested deeper than " + MAX_DEPTH + "; left out");
      return new Nothing(line);
    }
    if (anchored.values() > MAX_ALIASED - aliased) {
      findings.error(
          file, line, "Aliases stand for more than " + MAX_ALIASED + " values here; left out");
      return new Nothing(line);
    }
    aliased += anchored.values();
    values += anchored.values();
    deepest = Math.max(deepest, depth + anchored.depth());
    return anchored.node();
  }

  private YamlNode plain(JsonToken token, int depth) throws IOException {
    int line = line();
    if (depth > MAX_DEPTH) {
      findings.error(file, line, "Values are nested deeper than " + MAX_DEPTH + "; left out");
      tooDeep = true;
      parser.skipChildren();
      return new Nothing(line);
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(line, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(line, depth);
    }
    return token == JsonToken.VALUE_NULL
        ? new Nothing(line)
        : new Scalar(line, String.valueOf(parser.getText()));
  }

  private Mapping mapping(int line, int depth) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<YamlNode> merged = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int keyLine = line();
      @Nullable JsonToken value = parser.nextToken();
      Entry entry =
          new Entry(keyLine, value == null ? new Nothing(keyLine) : node(value, depth + 1));
      if (key.equals(MERGE)) {
        merged.add(entry.value());
        continue;
      }
      @Nullable Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        findings.error(
            file, keyLine, Excerpt.quote(key) + " is given twice, first on line " + earlier.line());
      }
    }
    merged.forEach(node -> merge(node, entries));
    return new Mapping(line, entries);
  }

  /** The keys of a mapping, or of several, behind {@code <<}; those that are there stay. */
  private void merge(YamlNode node, Map<String, Entry> entries) {
    switch (node) {
      case Mapping mapping -> mapping.entries().forEach(entries::putIfAbsent);
      case Sequence sequence -> sequence.items().forEach(item -> merge(item, entries));
      case Scalar _, Nothing _ ->
          findings.error(file, node.line(), "Behind << stand mappings, such as *name");
    }
  }

  private Sequence sequence(int line, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    for (@Nullable JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, depth + 1));
    }
    return new Sequence(line, items);
  }
}
