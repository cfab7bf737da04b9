package gavel.model.language;

import gavel.model.protocol.Body;
import java.util.List;

/**
 * Gives sources names that their language knows. Compilers go by extensions, and whoever named the
 * language meant it, whatever the file is called.
 */
public final class SourceNames {
  private static final List<String> HEADERS = List.of(".h", ".hh", ".hpp", ".hxx", ".inc");

  private SourceNames() {}

  /**
   * The same sources where the language claims any of them. Otherwise a single one is called as the
   * language calls it, and of several each that is no header gets the language's first extension
   * behind its own.
   */
  public static List<Body> fitting(LanguageDefinition language, List<Body> sources) {
    if (sources.stream().anyMatch(source -> language.claims(source.name()))) {
      return sources;
    }
    if (sources.size() == 1) {
      String name = sources.getFirst().name();
      String directory = name.substring(0, name.lastIndexOf('/') + 1);
      return List.of(sources.getFirst().named(directory + language.source()));
    }
    String extension = "." + language.extensions().getFirst();
    return sources.stream()
        .map(source ->
            HEADERS.stream().anyMatch(source.name()::endsWith)
                ? source
                : source.named(source.name() + extension))
        .toList();
  }
}
