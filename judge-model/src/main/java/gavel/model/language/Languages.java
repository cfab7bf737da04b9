package gavel.model.language;

import gavel.model.json.InvalidField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All languages of a {@code languages.yaml}, in the order of the file. */
public record Languages(List<LanguageDefinition> all) {
  private static final String BUNDLED = "languages.yaml";

  private static final Set<String> FIRST =
      Set.of("main", "validate", "validator", "interactor", "checker", "check", "grader");

  /** As much of a source as is looked at to find its language. */
  private static final int MARKED = 256 << 10;

  /**
   * Each id belongs to one language. So does each extension, but for variants, and for languages
   * whose marks tell them from another. What stands for a language in problem packages is a variant
   * of it, or not there.
   */
  public Languages {
    all = List.copyOf(all);
    Set<String> ids = new HashSet<>();
    Map<String, String> owners = new HashMap<>();
    Map<String, LanguageDefinition> byId = new HashMap<>();
    all.forEach(language -> byId.put(language.id(), language));
    for (LanguageDefinition language : all) {
      String id = language.id();
      InvalidField.require(ids.add(id), "id", "'" + id + "' belongs to two languages");
      LanguageDefinition other = byId.get(String.valueOf(language.inPackages()));
      InvalidField.require(
          other == null || id.equals(other.variantOf()),
          id + ".in_packages",
          "'" + language.inPackages() + "' is no variant of it");
      if (language.isOnlyTakenByName() || language.marks() != null) {
        continue;
      }
      for (String extension : language.extensions()) {
        String owner = owners.put(extension, id);
        InvalidField.require(
            owner == null,
            id + ".extensions",
            "'" + extension + "' belongs to " + owner + " already; one needs variant_of or marks");
      }
    }
  }

  /** The languages that come with Gavel. */
  public static Languages bundled() {
    return LanguageFile.languages(LanguageFile.tree(bundledBytes()));
  }

  /**
   * The languages that come with Gavel, with what a file changes: a language that it defines is
   * added, one that is known gets the fields that the file gives, {@code false} in its place
   * removes it. With {@code bundled: false} there are those of the file alone.
   *
   * @throws InvalidField that names all languages and keys with something wrong
   */
  public static Languages read(Path file) throws IOException {
    return LanguageFile.languages(
        LanguageFile.over(
            LanguageFile.tree(bundledBytes()), LanguageFile.tree(Files.readAllBytes(file))));
  }

  private static byte[] bundledBytes() {
    try (InputStream in = Languages.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException(BUNDLED + " is missing beside " + Languages.class);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IllegalStateException("Tried to read the bundled " + BUNDLED, unreadable);
    }
  }

  /** The language of that id. */
  public Optional<LanguageDefinition> byId(String id) {
    return all.stream().filter(language -> language.id().equals(id)).findFirst();
  }

  /** The language that claims the file by its extension, as far as its name alone tells. */
  public Optional<LanguageDefinition> byFile(String file) {
    return byFile(file, new byte[0]);
  }

  /**
   * The language that claims the file by its extension, or by that in lower case where none does.
   * Where several do, it is the one whose marks are in the content, else the one without marks.
   */
  public Optional<LanguageDefinition> byFile(String file, byte[] content) {
    return claiming(file, content).or(() -> claiming(file.toLowerCase(Locale.ROOT), content));
  }

  private Optional<LanguageDefinition> claiming(String file, byte[] content) {
    List<LanguageDefinition> claimants =
        all.stream()
            .filter(language -> language.claims(file) && !language.takesAnyFile())
            .sorted(Comparator.comparing(LanguageDefinition::isOnlyTakenByName))
            .toList();
    if (claimants.stream().filter(each -> !each.isOnlyTakenByName()).count() < 2) {
      return claimants.stream().findFirst();
    }
    // One byte a character is enough for marks, and no content is malformed.
    int length = Math.min(content.length, MARKED);
    String text = new String(content, 0, length, StandardCharsets.ISO_8859_1);
    return claimants.stream()
        .filter(each -> each.marks(text))
        .findFirst()
        .or(() -> claimants.stream().filter(each -> each.marks() == null).findFirst())
        .or(() -> claimants.stream().findFirst());
  }

  /**
   * The language that most of the files are in. Of equals it is that of the file which is called as
   * programs of several files call their first one, else that of the first file.
   *
   * @param files what they begin with, by their names
   */
  public Optional<LanguageDefinition> ofMost(Map<String, byte[]> files) {
    Map<LanguageDefinition, Integer> counts = new LinkedHashMap<>();
    Map<LanguageDefinition, Integer> named = new HashMap<>();
    files.forEach((file, content) -> {
      Optional<LanguageDefinition> language = byFile(file, content);
      language.ifPresent(each -> counts.merge(each, 1, Integer::sum));
      language.filter(_ -> isFirst(file)).ifPresent(each -> named.put(each, 1));
    });
    return counts.keySet().stream()
        .reduce((best, each) ->
            weight(each, counts, named) > weight(best, counts, named) ? each : best);
  }

  private static int weight(
      LanguageDefinition language,
      Map<LanguageDefinition, Integer> counts,
      Map<LanguageDefinition, Integer> named) {
    return 2 * counts.getOrDefault(language, 0) + named.getOrDefault(language, 0);
  }

  private static boolean isFirst(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return FIRST.contains(
        name.substring(0, dot < 0 ? name.length() : dot).toLowerCase(Locale.ROOT));
  }

  /**
   * What sources of a language run in where they are judged with a problem package and nobody named
   * their language: judges of packages differ from others in that, as their time limits are made
   * with it.
   *
   * @param installed whether programs in a language can run
   */
  public LanguageDefinition inPackages(
      LanguageDefinition found, Predicate<LanguageDefinition> installed) {
    String preferred = found.inPackages();
    return preferred == null ? found : byId(preferred).filter(installed).orElse(found);
  }

  /** Their ids, for messages. */
  public String ids() {
    return all.stream().map(LanguageDefinition::id).collect(Collectors.joining(", "));
  }
}
