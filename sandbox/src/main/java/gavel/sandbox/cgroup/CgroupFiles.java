package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file operations that the kernel's cgroup file systems understand. */
interface CgroupFiles extends CgroupReading {
  /** Writes to a file that exists, in one call. */
  void write(Path file, String value) throws CgroupFault;

  boolean exists(Path file);

  /** Makes a group, mode 0755 or stricter. */
  void create(Path group) throws CgroupFault;

  /** Removes a group; if that fails, why. A group that is gone already counts as removed. */
  Optional<String> remove(Path group);

  /** The groups right below; none when the group itself is gone. */
  List<Path> children(Path group) throws CgroupFault;
}
