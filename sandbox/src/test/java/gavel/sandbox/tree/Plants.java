package gavel.sandbox.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What programs plant, made by {@code plants.c} and by tools; needs root. */
final class Plants {
  private final Path program;

  private Plants(Path program) {
    this.program = program;
  }

  static Plants compiledInto(Path directory) throws Exception {
    Path program = directory.resolve("plants");
    run("gcc", "-O1", "-o", program.toString(), "src/test/c/plants.c");
    return new Plants(program);
  }

  static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as("%s", List.of(command))
        .isZero();
  }

  /** Plants and comes back. */
  void plant(String what, Path directory, int count) throws Exception {
    run(program.toString(), what, directory.toString(), Integer.toString(count));
  }

  /** Plants and goes on with it until it is closed. */
  Running start(String what, Path directory, int argument) throws IOException {
    return new Running(
        List.of(program.toString(), what, directory.toString(), Integer.toString(argument)));
  }

  /**
   * A tmpfs that only its own mount namespace sees, held by a process that has it open: as the
   * directory of a compilation is.
   */
  static Tmpfs tmpfs(Path mountPoint, String options) throws IOException {
    String script =
        "mount -t tmpfs -o " + options + " gavel \"$0\" && exec 5<\"$0\" && echo ready && exec cat";
    Running holder =
        new Running(List.of("unshare", "-m", "sh", "-c", script, mountPoint.toString()));
    return new Tmpfs(holder, Path.of("/proc/" + holder.process.pid() + "/fd/5"));
  }

  /** A mounted tmpfs and the path to it, which is a link of the kernel's. */
  record Tmpfs(Running holder, Path root) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      holder.close();
    }
  }

  /** A process that says when it is ready and ends when its input does. */
  static final class Running implements AutoCloseable {
    private final Process process;

    Running(List<String> command) throws IOException {
      process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.inputReader().readLine()).isEqualTo("ready");
    }

    boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.onExit().join();
    }
  }

  /** How many files this JVM has open. */
  static long openDescriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }
}
