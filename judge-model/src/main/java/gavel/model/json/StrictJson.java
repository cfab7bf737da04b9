package gavel.model.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes Gavel's JSON; what it refuses, it refuses with the name of the field. */
public final class StrictJson {
  /** Deeper than anything Gavel writes. */
  private static final int MAX_DEPTH = 32;

  /** What a message from outside may have of names and values: each costs far more than a byte. */
  public static final int MAX_TOKENS = 100_000;

  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader MESSAGES =
      MAPPER.readerFor(JsonNode.class).with(factory(MAX_TOKENS));

  private StrictJson() {}

  private static JsonFactory factory(long maxTokens) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(32 << 20)
            .maxTokenCount(maxTokens)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(constraints)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder(factory(Long.MAX_VALUE))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(new UnitsModule());
    builder.withCoercionConfig(
        LogicalType.Textual,
        config ->
            config
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    return builder.build();
  }

  /** UTF-8 JSON in one line. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("Tried to write " + value.getClass(), impossible);
    }
  }

  /** UTF-8 JSON for people to read. */
  public static String writePretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("Tried to write " + value.getClass(), impossible);
    }
  }

  /** An empty object to put fields into. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * The document's only object, as a tree.
   *
   * @throws InvalidField when it is not JSON in UTF-8, or not an object
   */
  public static ObjectNode readObject(byte[] utf8) {
    Unicode.requireUtf8(utf8, utf8.length);
    try {
      if (MAPPER.readTree(utf8) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException malformed) {
      throw Wording.malformed(malformed);
    }
    throw new InvalidField("", "is not a JSON object");
  }

  /**
   * The same, of at most {@link #MAX_TOKENS} names, values and brackets, so that what it takes in
   * memory is bounded by its length.
   */
  public static ObjectNode readMessage(byte[] utf8, int length) {
    Unicode.requireUtf8(utf8, length);
    try {
      if (MESSAGES.readTree(utf8, 0, length) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException malformed) {
      throw Wording.malformed(malformed);
    }
    throw new InvalidField("", "is not a JSON object");
  }

  /**
   * Reads a value of that type.
   *
   * @throws InvalidField that names the field which cannot be used
   */
  public static <T> T read(byte[] utf8, Class<T> type) {
    return read(readObject(utf8), type);
  }

  /**
   * Reads a value of that type from a tree.
   *
   * @throws InvalidField that names the field which cannot be used
   */
  public static <T> T read(ObjectNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException malformed) {
      throw Wording.unusable(malformed, tree, MAPPER);
    }
  }
}
