package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * C programs that tests run. The compiler of this machine makes them, unless the system property
 * {@value #PREBUILT} names a directory where they are already: a guest has no compiler, and would
 * take long.
 */
public final class CPrograms {
  /** The system property. */
  public static final String PREBUILT = "gavel.test.programs";

  private static final String OPTIONS = "// options: ";

  private CPrograms() {}

  /** Makes the program of a source file, of the same name, in a directory, and returns it. */
  public static Path make(Path source, Path directory) throws IOException, InterruptedException {
    String name = source.getFileName().toString().replace(".c", "");
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
