package gavel.sandbox.cgroup;

import java.nio.file.Path;

/** Makes sure that where swap cannot be limited there is none. */
record SwapCheck(CgroupFiles files, Path swaps) {
  static SwapCheck ofThisMachine(CgroupFiles files) {
    return new SwapCheck(files, Path.of("/proc/swaps"));
  }

  /** Refuses when any swap space is in use by the machine: the file has more than its header. */
  void requireNone(Path group) throws CgroupFault {
    if (files.read(swaps).lines().count() > 1) {
      throw new CgroupFault(
          "Tried to keep "
              + group
              + " out of swap: the kernel does not account swap and the machine has some;"
              + " boot with swapaccount=1 or run swapoff -a");
    }
  }
}
