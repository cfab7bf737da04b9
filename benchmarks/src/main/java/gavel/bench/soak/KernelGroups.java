package gavel.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Counts control groups: those of this JVM, and those that are gone but not forgotten. */
final class KernelGroups {
  private final List<Hierarchy> hierarchies;

  private record Hierarchy(Path root, boolean unified, List<String> controllers) {}

  private KernelGroups(List<Hierarchy> hierarchies) {
    this.hierarchies = hierarchies;
  }

  static KernelGroups ofThisMachine() throws IOException {
    List<Hierarchy> found = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = line.split(" ", -1);
      if (fields[2].equals("cgroup") || fields[2].equals("cgroup2")) {
        found.add(
            new Hierarchy(
                Path.of(fields[1]),
                fields[2].equals("cgroup2"),
                List.of(fields[3].split(",", -1))));
      }
    }
    return new KernelGroups(List.copyOf(found));
  }

  /** Groups of this JVM that stand in the file system. */
  long own() throws IOException {
    String prefix = "gavel-" + ProcessHandle.current().pid() + "-";
    long count = 0;
    for (Hierarchy hierarchy : hierarchies) {
      count +=
          directories(hierarchy.root()).stream()
              .filter(path -> path.getFileName().toString().startsWith(prefix))
              .count();
    }
    return count;
  }

  /**
   * Groups of the whole machine that were removed and that the kernel still keeps: on version 2 it
   * says so, on version 1 they are those it counts beyond the ones that can be seen. Only memory
   * groups can be held by what was charged to them.
   */
  long dying() throws IOException {
    for (Hierarchy hierarchy : hierarchies) {
      if (!hierarchy.unified() && hierarchy.controllers().contains("memory")) {
        return Math.max(0, known("memory") - directories(hierarchy.root()).size());
      }
    }
    for (Hierarchy hierarchy : hierarchies) {
      if (hierarchy.unified()) {
        return dying(hierarchy.root().resolve("cgroup.stat"));
      }
    }
    throw new IOException("No cgroup file system is mounted");
  }

  private static long dying(Path stat) throws IOException {
    try (Stream<String> lines = Files.lines(stat)) {
      return lines
          .filter(line -> line.startsWith("nr_dying_descendants "))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
          .findFirst()
          .orElse(0);
    }
  }

  private static long known(String controller) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cgroups"))) {
      return lines
          .map(line -> line.split("\\s+", -1))
          .filter(fields -> fields[0].equals(controller))
          .mapToLong(fields -> Long.parseLong(fields[2]))
          .findFirst()
          .orElse(0);
    }
  }

  /** The root and all below it. Another program's groups may go while we look: then again. */
  private static List<Path> directories(Path root) throws IOException {
    while (true) {
      try (Stream<Path> walk = Files.walk(root)) {
        return walk.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
      } catch (UncheckedIOException changed) {
        if (!(changed.getCause() instanceof NoSuchFileException)) {
          throw changed.getCause();
        }
      }
    }
  }
}
