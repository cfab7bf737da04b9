package gavel.cli.program;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of the worker of a {@link LocalStack}. */
final class WorkerFlags {
  private WorkerFlags() {}

  static List<String> of(
      String bootstrap,
      Path socket,
      int slots,
      List<Path> problems,
      Path scratch,
      boolean rootless) {
    return List.of(
        "--kafka.bootstrap",
        bootstrap,
        "--guest.socket",
        socket.toString(),
        "--worker.slots",
        Integer.toString(slots),
        "--problems.dirs",
        problems.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        "--worker.scratch",
        scratch.toString(),
        "--guest.allow_rootless",
        Boolean.toString(rootless),
        "--until-stdin-ends");
  }
}
