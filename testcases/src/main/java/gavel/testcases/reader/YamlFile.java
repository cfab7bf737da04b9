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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document whose top is a mapping, token by token: no alias is ever expanded and no
 * tag means anything, so a small file cannot become a large value. Of a key given twice the first
 * counts and the second is an error.
 */
final class YamlFile {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final int MAX_DEPTH = 20;
  private static final int MAX_MESSAGE = 200;

  private final String file;
  private final Findings findings;
  private final YAMLParser parser;

  private YamlFile(String file, Findings findings, YAMLParser parser) {
    this.file = file;
    this.findings = findings;
    this.parser = parser;
  }

  /** The mapping, empty for an empty file; nothing when it is not YAML or not a mapping. */
  static Optional<Mapping> parse(String text, String file, Findings findings) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlFile(file, findings, parser).document();
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      findings.error(file, line, "This is not YAML: " + brief(broken));
      return Optional.empty();
    } catch (IOException impossible) {
      throw new IllegalStateException("Reading a string failed", impossible);
    }
  }

  /** Of what the parser says, the sentences, without the excerpts of the file between them. */
  private static String brief(JsonProcessingException broken) {
    String message =
        String.valueOf(broken.getOriginalMessage())
            .lines()
            .filter(line -> !line.startsWith(" "))
            .collect(Collectors.joining(", "));
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

  private YamlNode node(JsonToken token, int depth) throws IOException {
    int line = line();
    if (depth > MAX_DEPTH) {
      findings.error(file, line, "Values are nested deeper than " + MAX_DEPTH + "; left out");
      parser.skipChildren();
      return new Nothing(line);
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(line, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(line, depth);
    }
    if (parser.isCurrentAlias()) {
      findings.error(file, line, "Aliases (*name) are not supported here: write the value out");
      return new Nothing(line);
    }
    return token == JsonToken.VALUE_NULL
        ? new Nothing(line)
        : new Scalar(line, String.valueOf(parser.getText()));
  }

  private Mapping mapping(int line, int depth) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int keyLine = line();
      @Nullable JsonToken value = parser.nextToken();
      Entry entry =
          new Entry(keyLine, value == null ? new Nothing(keyLine) : node(value, depth + 1));
      @Nullable Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        findings.error(
            file, keyLine, Excerpt.quote(key) + " is given twice, first on line " + earlier.line());
      }
    }
    return new Mapping(line, entries);
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
