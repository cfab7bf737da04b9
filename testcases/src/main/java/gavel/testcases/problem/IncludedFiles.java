package gavel.testcases.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that are put beside a submission's own before compiling, over those of the same name:
 * section "Included files".
 *
 * @param byLanguage by language code; {@code default} for all languages
 */
public record IncludedFiles(Map<String, List<NamedFile>> byLanguage) {
  /** The directory whose files are for all languages. */
  public static final String DEFAULT = "default";

  /** Nothing is included. */
  public static final IncludedFiles NONE = new IncludedFiles(Map.of());

  /** Copies the collections. */
  public IncludedFiles {
    Map<String, List<NamedFile>> copied = new LinkedHashMap<>();
    byLanguage.forEach((language, files) -> copied.put(language, List.copyOf(files)));
    byLanguage = Map.copyOf(copied);
  }

  /** Those for the first of these codes that has any, over those for all languages. */
  public List<NamedFile> of(Collection<String> codes) {
    Map<String, NamedFile> files = new LinkedHashMap<>();
    byLanguage.getOrDefault(DEFAULT, List.of()).forEach(file -> files.put(file.name(), file));
    codes.stream()
        .filter(byLanguage::containsKey)
        .findFirst()
        .ifPresent(code ->
            byLanguage.getOrDefault(code, List.of()).forEach(file -> files.put(file.name(), file)));
    return new ArrayList<>(files.values());
  }

  /** Whether there are none at all. */
  public boolean isEmpty() {
    return byLanguage.isEmpty();
  }
}
