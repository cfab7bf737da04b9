package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The languages, whether they are installed here, and what installs the others. */
public record LanguagesReport(List<Row> rows) {
  private static final int LONGEST_VERSION = 48;
  private static final String APT = "apt-get install --no-install-recommends ";

  /** A language with the version that is installed; no version where it is not. */
  public record Row(LanguageDefinition language, Optional<String> version) {
    boolean installed() {
      return version.isPresent();
    }
  }

  /** Copies the list. */
  public LanguagesReport {
    rows = List.copyOf(rows);
  }

  /** The one command that installs all that Debian has and this machine has not. */
  public Optional<String> installCommand() {
    TreeSet<String> packages = new TreeSet<>();
    rows.stream()
        .filter(row -> !row.installed())
        .forEach(row -> packages.addAll(row.language().packages()));
    return packages.isEmpty() ? Optional.empty() : Optional.of(APT + String.join(" ", packages));
  }

  /** One object. */
  public ObjectNode json() {
    ObjectNode json = StrictJson.object();
    ArrayNode list = json.putArray("languages");
    for (Row row : rows) {
      LanguageDefinition language = row.language();
      ObjectNode each = list.addObject();
      each.put("id", language.id());
      each.put("name", language.name());
      each.put("variant_of", language.variantOf());
      language.extensions().forEach(each.putArray("extensions")::add);
      each.put("essential", language.mustBeInstalled());
      each.put("installed", row.installed());
      each.put("version", row.version().orElse(null));
      language.packages().forEach(each.putArray("packages")::add);
      each.put("install", language.install());
    }
    json.put("install", installCommand().orElse(null));
    return json;
  }

  /** A table, the command for what is missing, and a line for each that apt does not install. */
  public String text() {
    TextTable table = new TextTable("id", "name", "extensions", "installed", "version");
    for (Row row : rows) {
      LanguageDefinition language = row.language();
      table.row(
          language.id(),
          language.name(),
          files(language),
          row.installed() ? "yes" : "no",
          row.version().map(LanguagesReport::clipped).orElseGet(() -> absent(language)));
    }
    List<String> hints = new ArrayList<>();
    installCommand()
        .ifPresent(command -> hints.add("To install what Debian has of the rest: " + command));
    rows.stream()
        .filter(row -> !row.installed() && row.language().install() != null)
        .forEach(row ->
            hints.add("To install " + row.language().name() + ": " + row.language().install()));
    String line = System.lineSeparator();
    return hints.isEmpty() ? table.toString() : table + line + line + String.join(line, hints);
  }

  private static String files(LanguageDefinition language) {
    if (language.variantOf() != null) {
      return "as " + language.variantOf();
    }
    return language.takesAnyFile() ? "any, when named" : String.join(" ", language.extensions());
  }

  private static String absent(LanguageDefinition language) {
    return language.packages().isEmpty() ? "not in Debian" : "";
  }

  private static String clipped(String version) {
    return version.length() <= LONGEST_VERSION
        ? version
        : version.substring(0, LONGEST_VERSION - 1) + "…";
  }
}
