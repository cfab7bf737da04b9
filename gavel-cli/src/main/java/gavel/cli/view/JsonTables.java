package gavel.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A report as people read it: a line of its plain fields, and a table for each list of objects. */
public final class JsonTables {
  private static final String SAMPLES = "samples";
  private static final int DIGITS = 3;

  private JsonTables() {}

  /** The lines, without a line break at the end. Lists named samples are left to programs. */
  public static String text(ObjectNode report) {
    StringBuilder text = new StringBuilder(head(report));
    String line = System.lineSeparator();
    for (Map.Entry<String, JsonNode> field : report.properties()) {
      JsonNode list = field.getValue();
      if (list.isArray() && !list.isEmpty() && !field.getKey().equals(SAMPLES)) {
        text.append(text.isEmpty() ? "" : line + line).append(table(list));
      }
    }
    return text.toString();
  }

  private static String head(ObjectNode report) {
    StringBuilder head = new StringBuilder();
    for (Map.Entry<String, JsonNode> field : report.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        head.append(head((ObjectNode) value)).append("  ");
      } else if (!value.isArray() && !value.asText().isEmpty()) {
        head.append(words(field.getKey())).append(": ").append(value.asText()).append("  ");
      }
    }
    return head.toString().strip();
  }

  private static TextTable table(JsonNode list) {
    Set<String> columns = new LinkedHashSet<>();
    list.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
    TextTable table = new TextTable(columns.stream().map(JsonTables::words).toArray(String[]::new));
    for (JsonNode row : list) {
      table.row(columns.stream().map(column -> cell(row.path(column))).toArray(String[]::new));
    }
    return table;
  }

  private static String cell(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "NO";
    }
    return value.isFloatingPointNumber()
        ? new BigDecimal(value.asText()).setScale(DIGITS, RoundingMode.HALF_UP).toPlainString()
        : value.asText();
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
