package gavel.model.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong in a document in words for its writer, who does not know what reads it. */
final class Wording {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
  private static final Set<Class<?>> FRACTIONAL =
      Set.of(double.class, Double.class, float.class, Float.class);

  private Wording() {}

  /** Of what cannot be read as a tree. */
  static InvalidField malformed(IOException problem) {
    return switch (problem) {
      case MismatchedInputException _ ->
          new InvalidField("", "is not JSON: there is more behind its end");
      case JsonProcessingException syntax ->
          new InvalidField(
              "",
              "is not JSON: "
                  + withoutInternals(syntax.getOriginalMessage())
                  + at(syntax.getLocation()));
      default -> new InvalidField("", "is not JSON: " + problem.getMessage());
    };
  }

  /** The parser's own words, less what they say of its classes and settings. */
  private static String withoutInternals(String words) {
    String text = words;
    int source = text.indexOf("[Source:");
    int opened = text.lastIndexOf(" (", source);
    int closed = text.indexOf("])", source);
    if (source >= 0 && opened >= 0 && closed >= 0) {
      text = text.substring(0, opened) + text.substring(closed + 2);
    }
    int from = text.indexOf(", from `");
    int end = text.indexOf('`', from + ", from `".length());
    return from >= 0 && end >= 0 ? text.substring(0, from) + text.substring(end + 1) : text;
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null ? "" : " at byte " + location.getByteOffset();
  }

  /** Of a tree that is no value of the type that was asked for. */
  static InvalidField unusable(JsonProcessingException problem, ObjectNode tree, ObjectMapper as) {
    if (!(problem instanceof JsonMappingException mapping)) {
      return new InvalidField("", "cannot be used here");
    }
    String path = path(mapping.getPath());
    if (mapping.getCause() instanceof InvalidField inner) {
      return inner.field().isEmpty() || path.isEmpty() ? inner : inner.in(path);
    }
    if (mapping.getCause() instanceof NullPointerException) {
      return new InvalidField(emptyElement(path, at(tree, mapping.getPath())), "is missing");
    }
    return new InvalidField(path, what(mapping, at(tree, mapping.getPath()), as));
  }

  /** The first null in a list, which is what a record that copies its lists fails of. */
  private static String emptyElement(String path, JsonNode node) {
    if (node.isNull() && path.endsWith("]")) {
      return path;
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String found = emptyElement(path + "[" + i + "]", node.get(i));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      String found = emptyElement(at, field.getValue());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private static String what(JsonMappingException problem, JsonNode value, ObjectMapper as) {
    return switch (problem) {
      case WrongValue own -> own.getOriginalMessage();
      case UnrecognizedPropertyException unknown ->
          "is not known here; known are " + unknown.getKnownPropertyIds();
      case JsonMappingException _ when value.isMissingNode() || value.isNull() -> "is missing";
      case JsonMappingException number when number.getCause() instanceof InputCoercionException ->
          "is too large a number";
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          expected(mismatch.getTargetType(), value, as);
      default -> "cannot be used here";
    };
  }

  private static String expected(Class<?> type, JsonNode value, ObjectMapper as) {
    if (type.isEnum()) {
      return "is not one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> as.<JsonNode>valueToTree(constant).asText())
              .collect(Collectors.joining(", "));
    }
    if (WHOLE.contains(type)) {
      return value.isIntegralNumber() ? "is too large a number" : "is not a whole number";
    }
    if (FRACTIONAL.contains(type)) {
      return "is not a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "is neither true nor false";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "is not a list";
    }
    if (type == String.class) {
      return "is not a text";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord()
        ? "is not an object"
        : "cannot be used here";
  }

  private static JsonNode at(ObjectNode tree, List<JsonMappingException.Reference> path) {
    JsonNode node = tree;
    for (JsonMappingException.Reference step : path) {
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    return node;
  }

  private static String path(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
