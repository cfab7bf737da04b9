package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
    return number(name, read(name));
  }

  /** The number that stands behind the key in a file of {@code key number} lines. */
  long readNumber(String name, String key) throws CgroupFault {
    String value = readTable(name).get(key);
    if (value == null) {
      throw new CgroupFault("Tried to read " + file(name) + ": it has no line '" + key + "'");
    }
    return number(name, value);
  }

  private Map<String, String> readTable(String name) throws CgroupFault {
    Map<String, String> table = new LinkedHashMap<>();
    for (String line : read(name).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        table.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return table;
  }

  private long number(String name, String text) throws CgroupFault {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // the same fault as a negative number
    }
    throw new CgroupFault("Tried to read a number from " + file(name) + ": it says '" + text + "'");
  }

  /** The processes in the group, threads that are in it alone included. */
  Set<Long> processes() throws CgroupFault {
    String text = read("cgroup.procs");
    Set<Long> processes = new TreeSet<>();
    for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
      processes.add(number("cgroup.procs", line));
    }
    return processes;
  }
}
