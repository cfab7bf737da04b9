package gavel.bench.soak;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at this JVM and at the launchers, which are its children, by way of /proc. */
final class OwnProcesses {
  private static final Path PROC = Path.of("/proc");
  private static final String RESIDENT = "VmRSS:";
  private static final String USER = "Uid:";

  private OwnProcesses() {}

  /** This JVM. */
  static List<Long> self() {
    return List.of(ProcessHandle.current().pid());
  }

  /** What it has started; what those prepare for the next run comes and goes. */
  static List<Long> launchers() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }

  /** Open descriptors of all of them. */
  static long descriptors(List<Long> processes) throws IOException {
    long count = 0;
    for (long pid : processes) {
      try (DirectoryStream<Path> open = Files.newDirectoryStream(process(pid).resolve("fd"))) {
        for (Path descriptor : open) {
          count += descriptor.getNameCount() > 0 ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Lines of the mount tables of all of them. */
  static long mounts(List<Long> processes) throws IOException {
    long count = 0;
    for (long pid : processes) {
      count += Files.readAllLines(process(pid).resolve("mountinfo")).size();
    }
    return count;
  }

  /** Memory that is present, of all of them. */
  static ByteSize resident(List<Long> processes) throws IOException {
    long kib = 0;
    for (long pid : processes) {
      kib += number(process(pid), RESIDENT).orElse(0L);
    }
    return ByteSize.ofKiB(kib);
  }

  /** Processes on this machine that belong to one of these users. */
  static long ofUsers(Set<Integer> uids) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        Optional<Long> uid = number(process, USER);
        count += uid.isPresent() && uids.contains(uid.get().intValue()) ? 1 : 0;
      }
    }
    return count;
  }

  private static Path process(long pid) {
    return PROC.resolve(Long.toString(pid));
  }

  /** The first number of a line of its status; nothing where it has ended meanwhile. */
  private static Optional<Long> number(Path process, String key) throws IOException {
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]));
    } catch (IOException | java.io.UncheckedIOException ended) {
      if (Files.exists(process)) {
        throw new IOException("Tried to read " + process.resolve("status"), ended);
      }
      return Optional.empty();
    }
  }
}
