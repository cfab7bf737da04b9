package gavel.worker.judge;

import gavel.model.language.LanguageDefinition;
import java.util.ArrayList;
import java.util.List;

/** What package formats call a language: section "Languages". */
public final class LanguageCodes {
  private static final String PYTHON = "python";

  private LanguageCodes() {}

  /** Its codes, the most special first. */
  public static List<String> of(LanguageDefinition language) {
    List<String> codes = new ArrayList<>(List.of(language.id()));
    String base = language.variantOf() == null ? language.id() : language.variantOf();
    if (!codes.contains(base)) {
      codes.add(base);
    }
    if (base.equals(PYTHON)) {
      codes.add("python3");
    }
    return codes;
  }
}
