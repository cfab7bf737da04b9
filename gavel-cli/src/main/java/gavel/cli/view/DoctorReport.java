package gavel.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the doctor found, under a heading for each kind of check. */
public final class DoctorReport {
  private static final String MISSING = "missing";
  private static final String WARN = "warn";
  private static final String BOLD = "1";
  private final boolean colours;
  private final String line = System.lineSeparator();

  /** With colours only where somebody sees them. */
  public DoctorReport(boolean colours) {
    this.colours = colours;
  }

  /** The lines, without a line break at the end. */
  public String text(ObjectNode report) {
    Map<String, StringBuilder> kinds = new LinkedHashMap<>();
    int width = 0;
    for (JsonNode check : report.path("checks")) {
      width = Math.max(width, check.path("name").asText().length());
    }
    for (JsonNode check : report.path("checks")) {
      append(kinds.computeIfAbsent(check.path("kind").asText(), this::heading), check, width);
    }
    return String.join(line, kinds.values()) + line + summary(report);
  }

  private StringBuilder heading(String kind) {
    return new StringBuilder(coloured(BOLD, kind)).append(line);
  }

  private void append(StringBuilder text, JsonNode check, int width) {
    String status = check.path("status").asText();
    String name = check.path("name").asText();
    text.append("  ")
        .append(coloured(colour(status), padded(status, MISSING.length())))
        .append("  ")
        .append(padded(name, width))
        .append("  ")
        .append(check.path("detail").asText())
        .append(line);
    if (check.path("fix").isTextual()) {
      text.append(" ".repeat(MISSING.length() + width + 6))
          .append("-> ")
          .append(check.path("fix").asText())
          .append(line);
    }
  }

  private String summary(ObjectNode report) {
    int warnings = 0;
    int missing = 0;
    for (JsonNode check : report.path("checks")) {
      warnings += check.path("status").asText().equals(WARN) ? 1 : 0;
      missing += check.path("status").asText().equals(MISSING) ? 1 : 0;
    }
    return report.path("ok").asBoolean()
        ? coloured(colour("ok"), "This machine can judge")
            + (warnings == 0 ? "." : "; warnings: " + warnings + ".")
        : coloured(colour(MISSING), "This machine cannot judge everything")
            + ": of what is needed, "
            + missing
            + (missing == 1 ? " thing is missing." : " things are missing.");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Select graphic rendition: green, yellow, red. */
  private static String colour(String status) {
    return switch (status) {
      case "ok" -> "32";
      case WARN -> "33";
      default -> "31";
    };
  }

  private String coloured(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
