package gavel.model.language;

import static gavel.model.json.InvalidField.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of a {@code languages.yaml}: maps laid over maps, then definitions made of them. */
final class LanguageFile {
  private static final String BUNDLED = "bundled";
  private static final String VARIANT_OF = "variant_of";
  private static final String ID = "id";
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private LanguageFile() {}

  /** The file as a map from ids. */
  static ObjectNode tree(byte[] yaml) throws InvalidField {
    try {
      JsonNode tree = YAML.readTree(yaml);
      require(tree instanceof ObjectNode, "", "is not a map of languages");
      return (ObjectNode) tree;
    } catch (JsonProcessingException malformed) {
      String where =
          malformed.getLocation() == null
              ? ""
              : "line " + malformed.getLocation().getLineNr() + ": ";
      throw new InvalidField("", "is not YAML: " + where + malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new InvalidField("", "is not YAML: " + impossible.getMessage());
    }
  }

  /** What an operator's file makes of the bundled one. */
  static ObjectNode over(ObjectNode bundled, ObjectNode file) {
    ObjectNode result =
        file.path(BUNDLED).isBoolean() && !file.path(BUNDLED).booleanValue()
            ? StrictJson.object()
            : bundled;
    for (Map.Entry<String, JsonNode> each : file.properties()) {
      String id = each.getKey();
      if (id.equals(BUNDLED)) {
        require(each.getValue().isBoolean(), BUNDLED, "must be true or false");
      } else if (each.getValue() instanceof ObjectNode fields
          && result.get(id) instanceof ObjectNode known) {
        known.setAll(fields);
      } else {
        result.set(id, each.getValue());
      }
    }
    return result;
  }

  /** The languages of such a map; {@code false} is none. */
  static Languages languages(ObjectNode tree) {
    List<LanguageDefinition> all = new ArrayList<>();
    DefinitionCheck check = new DefinitionCheck();
    for (Map.Entry<String, JsonNode> each : tree.properties()) {
      if (each.getValue().isBoolean() && !each.getValue().booleanValue()) {
        continue;
      }
      try {
        require(
            each.getValue() instanceof ObjectNode, "", "is not a map; false removes a language");
        all.add(definition(each.getKey(), (ObjectNode) each.getValue(), tree));
      } catch (InvalidField invalid) {
        check.add(invalid.in(each.getKey()));
      }
    }
    check.throwIfFlawed();
    return new Languages(all);
  }

  private static LanguageDefinition definition(String id, ObjectNode fields, ObjectNode tree) {
    DefinitionCheck check = new DefinitionCheck();
    Set<String> known = keys();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      check.that(
          known.contains(field.getKey()),
          field.getKey(),
          "is not known here; known are " + String.join(", ", known));
    }
    check.throwIfFlawed();
    ObjectNode whole = StrictJson.object();
    if (fields.has(VARIANT_OF)) {
      String base = fields.path(VARIANT_OF).asText();
      require(
          tree.get(base) instanceof ObjectNode found && !found.has(VARIANT_OF),
          VARIANT_OF,
          "is '" + base + "', which is no language, or a variant itself");
      whole.setAll((ObjectNode) tree.path(base));
      whole.remove("essential");
      whole.remove("in_packages");
    }
    whole.setAll(fields);
    whole.put(ID, id);
    return StrictJson.read(whole, LanguageDefinition.class);
  }

  private static Set<String> keys() {
    return Arrays.stream(LanguageDefinition.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> !name.equals(ID))
        .map(SnakeCaseStrategy.INSTANCE::translate)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}
