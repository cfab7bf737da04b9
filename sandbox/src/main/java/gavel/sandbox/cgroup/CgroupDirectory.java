package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** One group in one hierarchy: its files, read as what they hold. */
record CgroupDirectory(CgroupFiles files, Path path) {
  Path file(String name) {
    return path.resolve(name);
  }

  boolean has(String name) {
    return files.exists(file(name));
  }

  void write(String name, String value) throws CgroupFault {
    files.write(file(name), value);
  }

  void write(String name, long value) throws CgroupFault {
    write(name, Long.toString(value));
  }

  String read(String name) throws CgroupFault {
    return files.read(file(name));
  }

  /** The one number, not negative, that the file holds. */
  long readNumber(String name) throws CgroupFault {
    return numbers(files).readNumber(name);
  }

  /** The number that stands behind the key in a file of {@code key number} lines. */
  long readNumber(String name, String key) throws CgroupFault {
    return numbers(files).readNumber(name, key);
  }

  /** This group's numbers, from another source. */
  CgroupNumbers numbers(CgroupReading source) {
    return new CgroupNumbers(source, path);
  }

  /** The processes in the group, threads that are in it alone included. */
  Set<Long> processes() throws CgroupFault {
    String text = read("cgroup.procs");
    Set<Long> processes = new TreeSet<>();
    for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
      processes.add(numbers(files).number("cgroup.procs", line));
    }
    return processes;
  }
}
