package gavel.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what the kernel tells below a mounted proc file system. */
record ProcFiles(Path proc) {
  static final ProcFiles OF_THIS_MACHINE = new ProcFiles(Path.of("/proc"));

  /** The text of a file. */
  String read(String name) throws CgroupFault {
    return readIfPresent(name)
        .orElseThrow(
            () -> new CgroupFault("Tried to read " + proc.resolve(name) + ": no such file"));
  }

  /** The text of a file, empty when there is none; a process may end while its file is read. */
  Optional<String> readIfPresent(String name) throws CgroupFault {
    Path file = proc.resolve(name);
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      throw new CgroupFault("Tried to read " + file + ": " + e.getMessage(), e);
    }
  }

  /** This process as the owner of groups. */
  GroupOwner self() throws CgroupFault {
    Path namespace = proc.resolve("self/ns/pid");
    try {
      String link = Files.readSymbolicLink(namespace).toString();
      return new GroupOwner(
          ProcessHandle.current().pid(),
          ProcessStat.parse(read("self/stat")).startTime(),
          Long.parseLong(link.replaceAll("\\D", "")));
    } catch (IOException | NumberFormatException e) {
      throw new CgroupFault("Tried to read " + namespace + ": " + e.getMessage(), e);
    }
  }

  /** Whether the owner of a group, of this process's pid namespace, is still there. */
  boolean isAlive(GroupOwner owner) throws CgroupFault {
    Optional<String> stat = readIfPresent(owner.pid() + "/stat");
    if (stat.isEmpty()) {
      return false;
    }
    ProcessStat found = ProcessStat.parse(stat.get());
    return !found.isDead() && found.startTime() == owner.startTime();
  }
}
