package gavel.executor.compile;

import gavel.model.language.LanguageDefinition.EntryRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run starts: as named in the request, else as the language's rule finds it. */
sealed interface EntryPoint {
  /** A file or a class; empty where the language needs none. */
  record Found(String entry) implements EntryPoint {}

  /** There is none, and the text says so to the author. */
  record Missing(String why) implements EntryPoint {}

  /** What the compiler is told: a source, or nothing where that is not what is started. */
  static EntryPoint amongSources(CompileJob job) throws IOException {
    return switch (job.language().entry()) {
      case NONE, MAIN_CLASS -> new Found("");
      case MAIN_FILE -> mainFile(job, job.sources());
      case PROGRAM -> mainFile(job, PascalPrograms.of(job));
    };
  }

  /** The same, or the class that is found in the compiled directory, root's own by now. */
  default EntryPoint afterCompiling(CompileJob job, Path box) throws IOException {
    return job.language().entry() == EntryRule.MAIN_CLASS ? mainClass(job, box) : this;
  }

  /** What was found; empty where nothing was. */
  default String name() {
    return this instanceof Found(String entry) ? entry : "";
  }

  private static EntryPoint mainFile(CompileJob job, List<String> candidates) {
    List<String> sources = job.sources();
    if (job.entrypoint().isPresent()) {
      String named = job.entrypoint().get();
      return sources.contains(named)
          ? new Found(named)
          : new Missing("there is no file " + named + " to start");
    }
    Comparator<String> shallowFirst =
        Comparator.comparing((String name) -> !isMain(name))
            .thenComparingLong(name -> name.chars().filter(c -> c == '/').count())
            .thenComparing(Comparator.naturalOrder());
    return new Found(candidates.stream().min(shallowFirst).orElseThrow());
  }

  private static boolean isMain(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith("main.") || name.startsWith("__main__.");
  }

  private static EntryPoint mainClass(CompileJob job, Path box) throws IOException {
    Set<Path> submitted =
        job.files().stream().map(file -> box.resolve(file.name())).collect(Collectors.toSet());
    List<String> classes = MainClasses.below(box, submitted);
    if (job.entrypoint().isPresent()) {
      String named = job.entrypoint().get().replace('/', '.');
      return classes.contains(named)
          ? new Found(named)
          : new Missing("there is no class " + named + " with a main method");
    }
    return classes.stream()
        .min(Comparator.comparing((String name) -> !isMainClass(name)).thenComparing(name -> name))
        .<EntryPoint>map(Found::new)
        .orElseGet(() -> new Missing("no class with a main method"));
  }

  private static boolean isMainClass(String name) {
    return name.substring(name.lastIndexOf('.') + 1).equals("Main");
  }
}
