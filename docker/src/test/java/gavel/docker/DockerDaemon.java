package gavel.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Docker daemon in a temporary directory. It makes no bridge, no rule for packets and no route:
 * containers have the machine's network or none. What it leaves is taken away when it is stopped.
 */
final class DockerDaemon {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final Process process;

  private DockerDaemon(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Returns when it answers. */
  static DockerDaemon start() throws IOException {
    Path directory = Files.createTempDirectory("gavel-docker");
    ProcessBuilder builder =
        new ProcessBuilder(
            "dockerd",
            "--iptables=false",
            "--ip6tables=false",
            "--ip-forward=false",
            "--bridge=none",
            "--cgroup-parent=" + group(directory),
            "--config-file=" + Files.writeString(directory.resolve("daemon.json"), "{}"),
            "--data-root=" + directory.resolve("data"),
            "--exec-root=" + directory.resolve("exec"),
            "--pidfile=" + directory.resolve("pid"),
            "--host=unix://" + directory.resolve("sock"));
    Path log = directory.resolve("log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    DockerDaemon daemon = new DockerDaemon(directory, process);
    await("dockerd, its log is " + log)
        .atMost(PATIENCE)
        .until(
            () -> Command.run(daemon.environment(), List.of("docker", "version")).exitCode() == 0);
    return daemon;
  }

  /** Below it are the control groups of the containers. */
  private static String group(Path directory) {
    return "/" + directory.getFileName();
  }

  /** Where it listens, as DOCKER_HOST has it. */
  String host() {
    return "unix://" + directory.resolve("sock");
  }

  /** For what talks to it. The classic builder is in every version of the client. */
  Map<String, String> environment() {
    return Map.of("DOCKER_HOST", host(), "DOCKER_BUILDKIT", "0");
  }

  /** What a docker command that ends well prints. */
  String docker(String... words) throws IOException, InterruptedException {
    return Command.succeed(environment(), line(words));
  }

  /** A docker command, whatever its end is. */
  Command tried(String... words) throws IOException, InterruptedException {
    return Command.run(environment(), line(words));
  }

  private static List<String> line(String... words) {
    List<String> line = new ArrayList<>(List.of("docker"));
    line.addAll(List.of(words));
    return line;
  }

  /** Ends all containers and the daemon, and waits for that. */
  void stop() throws IOException, InterruptedException {
    if (process.isAlive()) {
      for (String container : docker("ps", "-aq").lines().toList()) {
        docker("rm", "--force", "--volumes", container);
      }
      process.toHandle().destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
    unmountAll();
    removeGroups();
    delete(directory);
  }

  private void unmountAll() throws IOException, InterruptedException {
    List<String> mounts =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" ", -1)[1])
            .filter(place -> place.startsWith(directory + "/"))
            .sorted(Comparator.reverseOrder())
            .toList();
    for (String mount : mounts) {
      Command.succeed(Map.of(), List.of("umount", "--lazy", mount));
    }
  }

  /** Version 1 has a group in each hierarchy. */
  private void removeGroups() throws IOException {
    List<Path> roots = new ArrayList<>(List.of(Path.of("/sys/fs/cgroup")));
    try (Stream<Path> below = Files.list(roots.getFirst())) {
      roots.addAll(below.filter(Files::isDirectory).toList());
    }
    for (Path root : roots) {
      Path group = root.resolve(group(directory).substring(1));
      if (Files.isDirectory(group)) {
        try (Stream<Path> groups = Files.walk(group)) {
          for (Path each :
              groups.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
            removeWhenEmpty(each);
          }
        }
      }
    }
  }

  /** The kernel may still be ending what ran in it. */
  private static void removeWhenEmpty(Path group) {
    await("removing " + group)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(FileSystemException.class)
        .until(() -> {
          Files.deleteIfExists(group);
          return true;
        });
  }

  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
