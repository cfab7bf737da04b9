package gavel.executor.compile;

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

  /** Looks at the compiled directory, which is root's own by now. */
  static EntryPoint of(CompileJob job, Path box) throws IOException {
    return switch (job.language().entry()) {
      case NONE -> new Found("");
      case MAIN_FILE -> mainFile(job);
      case MAIN_CLASS -> mainClass(job, box);
    };
  }

  private static EntryPoint mainFile(CompileJob job) {
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
    return new Found(sources.stream().min(shallowFirst).orElseThrow());
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
