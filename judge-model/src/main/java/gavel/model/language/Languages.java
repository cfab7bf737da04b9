package gavel.model.language;

import static gavel.model.json.InvalidField.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All languages of a {@code languages.yaml}, in the order of the file. */
public record Languages(List<LanguageDefinition> all) {
  private static final String BUNDLED = "languages.yaml";

  /** Ids and extensions must each belong to one language. */
  public Languages {
    all = List.copyOf(all);
    requireUnique("id", all.stream().map(LanguageDefinition::id).toList());
    requireUnique("extensions", all.stream().flatMap(l -> l.extensions().stream()).toList());
  }

  private static void requireUnique(String field, List<String> values) {
    List<String> seen = new ArrayList<>();
    for (String value : values) {
      require(!seen.contains(value), field, "'" + value + "' belongs to two languages");
      seen.add(value);
    }
  }

  /** The languages that come with Gavel. */
  public static Languages bundled() {
    try (InputStream in = Languages.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException(BUNDLED + " is missing beside " + Languages.class);
      }
      return parse(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new IllegalStateException("Tried to read the bundled " + BUNDLED, unreadable);
    }
  }

  /**
   * The languages of a file.
   *
   * @throws InvalidField that names language and key
   */
  public static Languages read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  private static Languages parse(byte[] yaml) throws IOException {
    JsonNode tree = new YAMLMapper().readTree(yaml);
    require(tree instanceof ObjectNode, "", "is not a map of languages");
    List<LanguageDefinition> all = new ArrayList<>();
    for (var entry : tree.properties()) {
      require(entry.getValue() instanceof ObjectNode, entry.getKey(), "is not a map");
      ObjectNode definition = ((ObjectNode) entry.getValue()).deepCopy();
      definition.put("id", entry.getKey());
      try {
        all.add(StrictJson.read(definition, LanguageDefinition.class));
      } catch (InvalidField invalid) {
        throw invalid.in(entry.getKey());
      }
    }
    return new Languages(all);
  }

  /** The language of that id. */
  public Optional<LanguageDefinition> byId(String id) {
    return all.stream().filter(language -> language.id().equals(id)).findFirst();
  }

  /** The language that claims the file by its extension. */
  public Optional<LanguageDefinition> byFile(String file) {
    return all.stream().filter(language -> language.claims(file)).findFirst();
  }

  /** Their ids, for messages. */
  public String ids() {
    return all.stream().map(LanguageDefinition::id).collect(Collectors.joining(", "));
  }
}
