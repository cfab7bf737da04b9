package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers in the files of one group. */
record CgroupNumbers(CgroupReading source, Path path) {
  private Path file(String name) {
    return path.resolve(name);
  }

  /** The one number, not negative, that the file holds. */
  long readNumber(String name) throws CgroupFault {
    return number(name, source.read(file(name)));
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
    for (String line : source.read(file(name)).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        table.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return table;
  }

  long number(String name, String text) throws CgroupFault {
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
}
