package gavel.bench.sandbox;

import gavel.model.RunLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Control groups with Gavel's memory and process limits, for sandboxes that make none themselves.
 * On version 2 they stand where the root hands its controllers on; where it does not, there are
 * none.
 */
final class PeerGroups implements AutoCloseable {
  /**
   * A peer's own processes, and those of runs before it that the kernel is still taking down:
   * bubblewrap does not wait for its pid 1, and the group counts them.
   */
  private static final int OTHERS = 1000;

  private final List<Path> groups = new ArrayList<>();
  private final List<Path> joins = new ArrayList<>();

  /** Makes a group in each hierarchy that has one of the controllers. */
  void create(RunLimits limits) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = line.split(" ", -1);
      below(Path.of(fields[1]), fields[2], Set.of(fields[3].split(",", -1)), limits);
    }
  }

  private void below(Path root, String type, Set<String> options, RunLimits limits)
      throws IOException {
    String memory = Long.toString(limits.memory().bytes());
    String processes = Integer.toString(limits.processes() + OTHERS);
    if (type.equals("cgroup") && options.contains("memory")) {
      Path group = group(root, "tasks");
      write(group.resolve("memory.limit_in_bytes"), memory);
      write(group.resolve("memory.memsw.limit_in_bytes"), memory);
    } else if (type.equals("cgroup") && options.contains("pids")) {
      write(group(root, "tasks").resolve("pids.max"), processes);
    } else if (type.equals("cgroup2")
        && Files.readString(root.resolve("cgroup.subtree_control")).contains("memory")) {
      Path group = group(root, "cgroup.procs");
      write(group.resolve("memory.max"), memory);
      write(group.resolve("memory.swap.max"), "0");
      write(group.resolve("pids.max"), processes);
    }
  }

  private Path group(Path root, String join) throws IOException {
    Path group = root.resolve("gavel-bench-peers-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    groups.add(group);
    joins.add(group.resolve(join));
    return group;
  }

  /** What the kernel was not built with is left out: a machine without swap accounting. */
  private static void write(Path file, String value) throws IOException {
    if (Files.exists(file)) {
      Files.writeString(file, value);
    }
  }

  /** The files that a process joins by. */
  List<Path> joins() {
    return List.copyOf(joins);
  }

  @Override
  public void close() throws IOException {
    for (Path group : groups) {
      Files.deleteIfExists(group);
    }
  }
}
