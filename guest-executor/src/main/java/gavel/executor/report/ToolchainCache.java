package gavel.executor.report;

import gavel.executor.run.PageCache;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads interpreters and their libraries once, so that no run is charged for the pages: {@code
 * /usr/bin/python3.11} brings {@code /usr/lib/python3.11}, and a home such as {@code
 * /usr/lib/jvm/X/bin/java} brings {@code /usr/lib/jvm/X/lib}.
 */
public final class ToolchainCache {
  private static final Logger LOG = LoggerFactory.getLogger(ToolchainCache.class);

  private ToolchainCache() {}

  /** Returns at once; what cannot be read is only logged. */
  public static void warmInBackground(Supplier<Languages> languages) {
    Thread.ofPlatform()
        .daemon()
        .name("toolchain-cache")
        .start(() -> languages.get().all().forEach(ToolchainCache::warm));
  }

  private static void warm(LanguageDefinition language) {
    Path program = Path.of(language.run().getFirst());
    try {
      if (Files.isExecutable(program)) {
        PageCache.warm(files(program.toRealPath()));
      }
    } catch (IOException unreadable) {
      LOG.warn("Tried to read {} ahead", program, unreadable);
    }
  }

  /** The program and the directories of its own beside it. */
  static List<Path> files(Path program) {
    List<Path> files = new ArrayList<>(List.of(program));
    Path bin = program.getParent();
    Path home = bin == null || !bin.endsWith("bin") ? null : bin.getParent();
    if (home != null) {
      boolean shared = home.equals(Path.of("/usr")) || home.equals(Path.of("/usr/local"));
      Path own = home.resolve("lib");
      files.add(shared ? own.resolve(program.getFileName()) : own);
    }
    files.removeIf(Files::notExists);
    return files;
  }
}
