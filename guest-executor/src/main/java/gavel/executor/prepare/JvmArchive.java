package gavel.executor.prepare;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.Shortcut;
import gavel.model.language.LanguageDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of a compiler that runs on a JVM, as the JVM's own archive of classes: for javac, and
 * for those whose options come from {@code JAVA_OPTS}.
 */
record JvmArchive(LanguageDefinition language, boolean javac) implements Recipe {
  private static final String VARIABLE = "JAVA_OPTS";
  private static final String DUMP = "-XX:ArchiveClassesAtExit=/box/compiler.jsa";

  /** What the JVM would say about an archive that does not fit is of no interest to authors. */
  private static final String SILENT = "-Xlog:disable";

  /** For javac, kotlinc and scalac. */
  static Optional<Recipe> of(LanguageDefinition language) {
    if (language.compile().isEmpty()) {
      return Optional.empty();
    }
    String compiler = language.compile().getFirst();
    if (compiler.endsWith("/javac")) {
      return Optional.of(new JvmArchive(language, true));
    }
    boolean byOptions = compiler.endsWith("/kotlinc") || compiler.endsWith("/scalac");
    return byOptions && language.environment().containsKey(VARIABLE)
        ? Optional.of(new JvmArchive(language, false))
        : Optional.empty();
  }

  @Override
  public List<String> argv() {
    List<String> argv = new ArrayList<>();
    for (String word : language.compile()) {
      switch (word) {
        case "{sources}" -> argv.add(language.source());
        case LanguageDefinition.FLAGS -> {}
        default -> argv.add(word);
      }
    }
    if (javac) {
      argv.addAll(1, List.of("-J" + DUMP, "-J" + SILENT));
    }
    return argv;
  }

  @Override
  public Map<String, String> environment() {
    return javac ? Map.of() : Map.of(VARIABLE, options(DUMP));
  }

  private String options(String more) {
    return language.environment().getOrDefault(VARIABLE, "") + " " + more + " " + SILENT;
  }

  @Override
  public Map<String, String> files() {
    return Map.of(language.source(), language.probe());
  }

  @Override
  public boolean suits(CompileJob job) {
    return job.flags().isEmpty();
  }

  @Override
  public Shortcut shortcut(String directory) {
    String use = "-XX:SharedArchiveFile=" + directory + "/compiler.jsa";
    return javac
        ? new Shortcut(List.of("-J" + use, "-J" + SILENT), Map.of(), true)
        : new Shortcut(List.of(), Map.of(VARIABLE, options(use)), true);
  }
}
