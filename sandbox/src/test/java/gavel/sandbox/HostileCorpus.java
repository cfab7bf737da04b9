package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.HostileProgram.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The programs below {@code src/test/hostile}, and how they are made ready to run. */
final class HostileCorpus {
  private static final Path ROOT = Path.of("src/test/hostile");

  /** Read before a run, as the guest executor does, they do not count as a program's memory. */
  private static final List<String> VIRTUAL_MACHINES =
      List.of(
          "/usr/bin/node",
          HostileProgram.javaHome() + "/lib/modules",
          HostileProgram.javaHome() + "/lib/server/libjvm.so");

  private HostileCorpus() {}

  /** What is run as a program; sources that attack compilers are in a folder of their own. */
  static Stream<HostileProgram> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(ROOT.resolve("compile")))
          .filter(file -> !file.toString().endsWith(".h"))
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .map(name -> new HostileProgram(ROOT.resolve(name), name, Kind.of(name)))
          .toList()
          .stream();
    }
  }

  /** Sources that attack compilers; of several files, the main one. */
  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("compile"), 2)) {
      return files
          .filter(Files::isRegularFile)
          .filter(HostileCorpus::isSubmission)
          .sorted()
          .toList();
    }
  }

  private static boolean isSubmission(Path file) {
    return file.startsWith(ROOT.resolve("compile").resolve(file.getFileName()))
        || file.getFileName().toString().toLowerCase(Locale.ROOT).startsWith("main.");
  }

  /** Those of one folder. */
  static Stream<HostileProgram> in(String folder) throws IOException {
    return all().filter(program -> program.name().startsWith(folder + "/"));
  }

  /** Compiles on the host, not in the sandbox, two at a time, into the work directory. */
  static void prepare(List<HostileProgram> programs, Path work) throws Exception {
    List<Callable<Boolean>> steps = new ArrayList<>();
    List<String> javaSources = new ArrayList<>();
    for (HostileProgram program : programs) {
      Path target = work.resolve(program.fileName());
      switch (program.kind()) {
        case C -> steps.add(() -> Files.exists(CPrograms.make(program.source(), work)));
        case JAVA -> javaSources.add(program.source().toString());
        case NODE, PYTHON, SHELL ->
            steps.add(() -> Files.exists(Files.copy(program.source(), target)));
        case RAW -> steps.add(() -> Files.exists(executable(target, program.body())));
      }
    }
    if (!javaSources.isEmpty()) {
      steps.add(() -> succeeds(javac(javaSources, work.resolve("classes"))));
    }
    for (String file : VIRTUAL_MACHINES) {
      steps.add(() -> Files.copy(Path.of(file), OutputStream.nullOutputStream()) > 0);
    }
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> step : two.invokeAll(steps)) {
        assertThat(step.get()).isTrue();
      }
    }
  }

  private static Path executable(Path target, byte[] content) throws IOException {
    return Files.setPosixFilePermissions(
        Files.write(target, content), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> javac(List<String> sources, Path target) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(HostileProgram.javaHome() + "/bin/javac", "-nowarn", "-d", target.toString()));
    command.addAll(sources);
    return command;
  }

  private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    assertThat(status).as("%s", command).isZero();
    return true;
  }
}
