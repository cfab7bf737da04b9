package gavel.bench.soak;

import gavel.bench.rig.Slots;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that a run could leave behind, counted at one moment; by name. */
record Traces(Map<String, Long> counts) {
  /** What the kernel may take its time over. */
  static final String DYING_GROUPS = "removed control groups that the kernel keeps";

  private static final List<Path> WRITABLE_BY_ALL =
      List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"));

  Traces {
    counts = new LinkedHashMap<>(counts);
  }

  /** Counts while no program runs. */
  static Traces count(Slots slots, Path scratch, KernelGroups groups) throws IOException {
    Set<Integer> uids = Set.copyOf(slots.uids());
    List<Long> launchers = OwnProcesses.launchers();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("processes of the slots' users", OwnProcesses.ofUsers(uids));
    counts.put("processes of this program", (long) launchers.size());
    counts.put("control groups of this program", groups.own());
    counts.put(DYING_GROUPS, groups.dying());
    counts.put("mounts of the JVM", OwnProcesses.mounts(OwnProcesses.self()));
    counts.put("mounts of the launchers", OwnProcesses.mounts(launchers));
    counts.put("descriptors of the JVM", OwnProcesses.descriptors(OwnProcesses.self()));
    counts.put("descriptors of the launchers", OwnProcesses.descriptors(launchers));
    counts.put("files in the state directory", files(scratch));
    counts.put("files of the slots' users on the host", filesOf(uids));
    return new Traces(counts);
  }

  private static long files(Path scratch) throws IOException {
    try (Stream<Path> walk = Files.walk(scratch)) {
      return walk.count();
    }
  }

  private static long filesOf(Set<Integer> uids) throws IOException {
    long count = 0;
    for (Path directory : WRITABLE_BY_ALL) {
      if (Files.isDirectory(directory)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
          for (Path entry : entries) {
            count += owned(entry, uids) ? 1 : 0;
          }
        }
      }
    }
    return count;
  }

  private static boolean owned(Path file, Set<Integer> uids) throws IOException {
    try {
      return uids.contains(
          (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    } catch (java.nio.file.NoSuchFileException somebodyElseRemovedIt) {
      return false;
    }
  }

  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
