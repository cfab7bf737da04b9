package gavel.sandbox.cgroup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that joins groups as the launcher's child does, then becomes a program. */
final class JoinedChild implements AutoCloseable {
  private static final String JOIN =
      "n=$1; shift; while [ $n -gt 0 ]; do echo 0 > \"$1\" || exit 99; shift; n=$((n-1)); done;"
          + " exec \"$@\"";
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;

  private JoinedChild(Process process) {
    this.process = process;
  }

  static JoinedChild start(CgroupJoin join, String... command) throws IOException {
    return switch (join) {
      case CgroupJoin.WriteZero(List<Path> files) -> start(files, List.of(command));
      case CgroupJoin.CloneInto(Path directory) ->
          start(List.of(directory.resolve("cgroup.procs")), List.of(command));
      case CgroupJoin.Nowhere _ -> start(List.of(), List.of(command));
    };
  }

  /** Runs Python source. */
  static JoinedChild python(CgroupJoin join, String source) throws IOException {
    return start(join, "/usr/bin/python3", "-c", source);
  }

  /** Sleeps in one group until it is killed. */
  static JoinedChild sleeping(Path group) throws IOException {
    JoinedChild child =
        start(
            List.of(group.resolve("cgroup.procs")),
            List.of("/bin/sh", "-c", "echo in; exec sleep 1000"));
    child.awaitLine("in");
    return child;
  }

  private static JoinedChild start(List<Path> files, List<String> command) throws IOException {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", JOIN, "join"));
    argv.add(Integer.toString(files.size()));
    files.forEach(file -> argv.add(file.toString()));
    argv.addAll(command);
    return new JoinedChild(
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** Reads its next line of output, which must be this. */
  void awaitLine(String expected) throws IOException {
    String line = reader().readLine();
    if (!expected.equals(line)) {
      throw new IOException("Expected '" + expected + "', the child wrote '" + line + "'");
    }
  }

  private BufferedReader reader() {
    return process.inputReader();
  }

  /** Waits for its end; 128 and the signal when it was killed. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The child does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
