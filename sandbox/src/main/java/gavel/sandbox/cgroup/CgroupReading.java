package gavel.sandbox.cgroup;

import java.nio.file.Path;

/** Where the text of cgroup files comes from: the kernel, or somebody who has read them. */
@FunctionalInterface
public interface CgroupReading {
  /** The whole text of a file, without white space at its end. */
  String read(Path file) throws CgroupFault;
}
