package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups in memory, with the rules of the kernel that matter to their user. */
final class FakeCgroupFiles implements CgroupFiles {
  final Map<Path, String> files = new TreeMap<>();
  final List<String> writes = new ArrayList<>();
  final TreeSet<Path> groups = new TreeSet<>();
  private final Map<String, String> filesOfAGroup;

  /** What the next new group has, by file name. */
  FakeCgroupFiles(Map<String, String> filesOfAGroup) {
    this.filesOfAGroup = new TreeMap<>(filesOfAGroup);
  }

  /** From now on groups are made without it. */
  void givesNoGroup(String name) {
    filesOfAGroup.remove(name);
  }

  void set(Path group, String name, String content) {
    files.put(group.resolve(name), content);
  }

  @Override
  public String read(Path file) throws CgroupFault {
    String text = files.get(file);
    if (text == null) {
      throw new CgroupFault("Tried to read " + file + ": No such file or directory");
    }
    return text;
  }

  @Override
  public void write(Path file, String value) throws CgroupFault {
    read(file);
    writes.add(file.getFileName() + "=" + value);
    switch (String.valueOf(file.getFileName())) {
      case "memory.limit_in_bytes" -> requireOrder(file, value, beside(file, "memsw.limit"));
      case "memory.memsw.limit_in_bytes" -> requireOrder(file, beside(file, "limit"), value);
      case "cgroup.kill" -> {
        files.put(file.resolveSibling("cgroup.procs"), "");
        files.put(file.resolveSibling("cgroup.events"), "populated 0\nfrozen 0");
      }
      default -> {}
    }
    files.put(file, value);
  }

  private String beside(Path file, String what) {
    Path other = file.resolveSibling("memory." + what + "_in_bytes");
    return files.getOrDefault(other, Long.toString(Long.MAX_VALUE));
  }

  private static void requireOrder(Path file, String limit, String withSwap) throws CgroupFault {
    if (Long.parseLong(limit) > Long.parseLong(withSwap)) {
      throw new CgroupFault("Tried to write to " + file + ": Invalid argument");
    }
  }

  @Override
  public boolean exists(Path file) {
    return files.containsKey(file) || groups.contains(file);
  }

  @Override
  public void create(Path group) throws CgroupFault {
    if (!groups.add(group)) {
      throw new CgroupFault("Tried to make the cgroup " + group + ": File exists");
    }
    filesOfAGroup.forEach((name, content) -> set(group, name, content));
  }

  @Override
  public Optional<String> remove(Path group) {
    if (!files.getOrDefault(group.resolve("cgroup.procs"), "").isEmpty()) {
      return Optional.of("Device or resource busy");
    }
    groups.remove(group);
    files.keySet().removeIf(file -> file.startsWith(group));
    return Optional.empty();
  }

  @Override
  public List<Path> children(Path group) {
    return groups.stream().filter(each -> group.equals(each.getParent())).toList();
  }
}
