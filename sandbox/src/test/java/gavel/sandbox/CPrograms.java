package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * C programs that tests run. The compiler of this machine makes them, unless the system property
 * {@value #PREBUILT} names a directory where they are already: a guest has no compiler, and would
 * take long.
 */
public final class CPrograms {
  /** The system property. */
  public static final String PREBUILT = "gavel.test.programs";

  private static final Path OWN = Path.of("src/test/c");
  private static final Path HOSTILE = Path.of("src/test/hostile");
  private static final List<Path> FOLDERS = List.of(HOSTILE, OWN);

  /** What is never to become a program. */
  private static final Path FOR_COMPILERS = HOSTILE.resolve("compile");

  private static final String OPTIONS = "// options: ";

  private CPrograms() {}

  /** The source of a program that tests need and that is not hostile. */
  static Path source(String name) {
    return OWN.resolve(name + ".c");
  }

  /** All sources below the folders that they are kept in, but those that attack compilers. */
  public static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".c"))
            .filter(file -> !file.startsWith(FOR_COMPILERS))
            .sorted()
            .forEach(sources::add);
      }
    }
    return sources;
  }

  /** The name of a source's program: its path below the folder, with dots, without the ending. */
  private static String name(Path source) {
    Path below =
        FOLDERS.stream()
            .filter(source::startsWith)
            .findFirst()
            .map(folder -> folder.relativize(source))
            .orElse(source.getFileName());
    return below.toString().replace('/', '.').replaceAll("\\.c$", "");
  }

  /** Makes the program of a source file in a directory, and returns it. */
  public static Path make(Path source, Path directory) throws IOException, InterruptedException {
    String name = name(source);
    Path program = directory.resolve(name);
    String prebuilt = System.getProperty(PREBUILT);
    if (prebuilt == null) {
      compile(source, program);
    } else {
      Files.copy(
          Path.of(prebuilt, name),
          program,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return program;
  }

  private static void compile(Path source, Path program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-w", "-pthread"));
    String first = Files.readAllLines(source).getFirst();
    if (first.startsWith(OPTIONS)) {
      command.addAll(List.of(first.substring(OPTIONS.length()).split(" ", -1)));
    }
    command.addAll(List.of("-o", program.toString(), source.toString()));
    Process gcc = new ProcessBuilder(command).inheritIO().start();
    assertThat(gcc.waitFor()).as("gcc %s", source).isZero();
  }
}
