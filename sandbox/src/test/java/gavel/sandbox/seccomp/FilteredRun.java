package gavel.sandbox.seccomp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs programs under the standard policy in a real process, through a small C program. */
final class FilteredRun {
  private static final Path SOURCE = Path.of("src/test/c/run_filtered.c");
  private static final long PATIENCE_SECONDS = 300;

  /** What became of a program: exit status (128 + signal when killed) and what it wrote. */
  record Ended(int status, String output, String errors) {}

  private final Path directory;
  private final Path runner;
  private final Path filter;

  FilteredRun(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.runner = directory.resolve("run_filtered");
    this.filter = directory.resolve("filter.bpf");
    Files.write(filter, SeccompPolicy.standard().assemble().toBytes());
    Ended compiled = plainly("gcc", "-O1", "-o", runner.toString(), SOURCE.toString());
    if (compiled.status() != 0) {
      throw new IOException("gcc failed: " + compiled.errors());
    }
  }

  Path directory() {
    return directory;
  }

  /** Under the filter; the program is named by its path. */
  Ended run(String... command) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of(runner.toString(), filter.toString()));
    argv.addAll(List.of(command));
    return start(argv, builder -> builder.directory(directory.toFile()));
  }

  /** Without the filter, in this process's directory. */
  Ended plainly(String... command) throws IOException, InterruptedException {
    return start(List.of(command), _ -> {});
  }

  private Ended start(List<String> argv, Consumer<ProcessBuilder> setting)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "run", ".out");
    Path errors = Files.createTempFile(directory, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(argv).redirectOutput(output.toFile()).redirectError(errors.toFile());
    setting.accept(builder);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("Does not end: " + argv);
    }
    return new Ended(process.exitValue(), text(output), text(errors));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** A source file below the directory. */
  Path source(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
