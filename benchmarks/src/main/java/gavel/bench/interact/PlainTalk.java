package gavel.bench.interact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two programs joined by two pipes of a shell, in no sandbox. */
final class PlainTalk {
  private static final String JOINED =
      "mkfifo there back && { ./asker > there < back & ./answerer < there > back; wait; }"
          + "; s=$?; rm -f there back; exit $s";
  private final Path directory;

  /** Compiles both into a directory. */
  PlainTalk(Path directory, String asker, String answerer)
      throws IOException, InterruptedException {
    this.directory = directory;
    compile("asker", asker);
    compile("answerer", answerer);
  }

  private void compile(String name, String source) throws IOException, InterruptedException {
    Path file = directory.resolve(name + ".c");
    Files.writeString(file, source, StandardCharsets.UTF_8);
    start(List.of("gcc", "-O2", "-static", "-o", name, name + ".c"));
  }

  /** Lets them talk, on the CPUs that the prefix of the command allows; nanoseconds. */
  long talk(List<String> prefix) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("sh", "-c", JOINED));
    long begin = System.nanoTime();
    start(command);
    return System.nanoTime() - begin;
  }

  private void start(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("Tried to run " + command + ": exit code " + process.exitValue());
    }
  }
}
