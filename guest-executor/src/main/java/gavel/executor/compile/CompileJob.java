package gavel.executor.compile;

import gavel.executor.store.Sha256;
import gavel.model.RunLimits;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be compiled, and how.
 *
 * @param files in the order of their names; those that the language does not claim lie beside
 * @param entrypoint the file or class to start, where the language's own rule is not wanted
 * @param flags further words for the compiler
 */
public record CompileJob(
    LanguageDefinition language,
    List<SourceFile> files,
    Optional<String> entrypoint,
    RunLimits limits,
    List<String> flags) {

  /** With the language's own words alone. */
  public CompileJob(
      LanguageDefinition language,
      List<SourceFile> files,
      Optional<String> entrypoint,
      RunLimits limits) {
    this(language, files, entrypoint, limits, List.of());
  }

  /** Sorts the files. */
  public CompileJob {
    flags = List.copyOf(flags);
    files = files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
  }

  /** The names of the files that the language claims, in order. */
  public List<String> sources() {
    return files.stream().map(SourceFile::name).filter(language::claims).toList();
  }

  /**
   * Names the artifact: the same for the same language, files, entry point and flags, on the same
   * toolchain.
   */
  String key() throws IOException {
    Sha256 hash = new Sha256().add(StrictJson.write(language)).add(entrypoint.orElse(""));
    hash.add(StrictJson.write(flags)).add(ToolchainIdentity.of(language));
    hash.add(dependsOnMemory() ? limits.memory().toString() : "");
    for (SourceFile file : files) {
      hash.add(file.name());
      try (InputStream content = file.content().open()) {
        hash.add(file.content().size(), content);
      }
    }
    return hash.hex();
  }

  private boolean dependsOnMemory() {
    return language.compile().stream().anyMatch(word -> word.contains("{memory_mib}"));
  }
}
