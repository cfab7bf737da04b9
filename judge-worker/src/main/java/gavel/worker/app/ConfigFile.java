package gavel.worker.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a file of keys, nested ones with dots between them, and knows in which line each stands.
 */
final class ConfigFile {
  private static final long LARGEST = 1 << 20;
  private static final int DEEPEST = 16;

  /** A key without a value is nothing; a builder leaves that off unless it is asked for. */
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** Takes what a key has; the origin is the file with the line. */
  interface Sink {
    void add(String key, List<String> texts, String origin);
  }

  private final Path file;
  private final Sink sink;
  private final List<String> problems;

  private ConfigFile(Path file, Sink sink, List<String> problems) {
    this.file = file;
    this.sink = sink;
    this.problems = problems;
  }

  /** Gives each key to the sink; what cannot be read is added to the problems. */
  static void read(Path file, Sink sink, List<String> problems) {
    new ConfigFile(file, sink, problems).read();
  }

  private void read() {
    try {
      if (Files.size(file) > LARGEST) {
        problems.add(file + ": is over 1 MiB");
        return;
      }
      try (JsonParser parser = YAML.createParser(Files.readAllBytes(file))) {
        document(parser);
      }
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
      problems.add(at(line) + ": is not YAML: " + firstLine(malformed.getOriginalMessage()));
    } catch (NoSuchFileException missing) {
      problems.add(file + ": there is no such file");
    } catch (IOException unreadable) {
      problems.add(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private void document(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      map("", parser);
    } else if (first != null && first != JsonToken.VALUE_NULL) {
      problems.add(file + ": is not a map of keys");
    }
  }

  private void map(String prefix, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      String origin = at(parser.currentTokenLocation().getLineNr());
      switch (parser.nextToken()) {
        case START_OBJECT -> map(key + ".", parser);
        case START_ARRAY -> sink.add(key, list(key, origin, parser), origin);
        case VALUE_NULL -> {
          // a key without a value says nothing
        }
        default -> sink.add(key, List.of(parser.getText()), origin);
      }
    }
  }

  private List<String> list(String key, String origin, JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    boolean plain = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      plain &= parser.currentToken().isScalarValue();
      if (parser.currentToken().isScalarValue()) {
        texts.add(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    if (!plain) {
      problems.add(origin + ": " + key + " has something in its list that is no plain value");
    }
    return texts;
  }

  private String at(int line) {
    return String.format(Locale.ROOT, "%s:%d", file, line);
  }

  /** What follows quotes the file, secrets and all. */
  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
