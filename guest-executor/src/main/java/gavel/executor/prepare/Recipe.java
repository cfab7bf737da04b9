package gavel.executor.prepare;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.Shortcut;
import gavel.executor.compile.ToolchainIdentity;
import gavel.executor.store.Sha256;
import gavel.model.language.LanguageDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How something is made for the compiler of a language, and how that is used. */
interface Recipe {
  /** Those that are known, for whom they suit. */
  static Optional<Recipe> of(LanguageDefinition language) {
    return Stream.of(GccHeader.of(language), GoCache.of(language), JvmArchive.of(language))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The language, whose toolchain and environment it is made with. */
  LanguageDefinition language();

  /** What runs in a sandbox, in a directory with {@link #files}; what it leaves there is kept. */
  List<String> argv();

  /** Beside the language's own. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** What lies there before, by name. */
  Map<String, String> files();

  /** Whether this compilation could use it. */
  boolean suits(CompileJob job) throws IOException;

  /** How it is used, where it lies in the directory of that name. */
  Shortcut shortcut(String directory);

  /** Names all that it depends on. */
  default String id() {
    return new Sha256()
        .add(String.join("\0", argv()))
        .add(environment().toString())
        .add(files().toString())
        .add(ToolchainIdentity.of(language()))
        .hex();
  }
}
