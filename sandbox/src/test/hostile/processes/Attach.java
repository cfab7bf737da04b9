// expect: success
package processes;

import java.nio.file.Files;
import java.nio.file.Path;

/** Other processes are not to be seen, and their files not to be read. */
class Attach {
  public static void main(String[] args) throws Exception {
    long others =
        ProcessHandle.allProcesses().filter(p -> p.pid() != ProcessHandle.current().pid()).count();
    boolean parent = ProcessHandle.of(1).flatMap(p -> p.info().command()).isPresent();
    boolean readable = false;
    for (String name : new String[] {"environ", "mem", "maps", "cmdline"}) {
      readable |= Files.isReadable(Path.of("/proc/1", name));
    }
    System.exit(others > 0 || parent || readable || !Files.exists(Path.of("/proc/self")) ? 1 : 0);
  }
}
