package gavel.cli.program;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of the worker of a {@link LocalStack}. */
final class WorkerFlags {
  private WorkerFlags() {}

  static List<String> of(
      String bootstrap, List<String> guest, int slots, List<Path> problems, Path scratch) {
    List<String> flags = new ArrayList<>(List.of("--kafka.bootstrap", bootstrap));
    flags.addAll(guest);
    flags.addAll(List.of("--worker.slots", Integer.toString(slots)));
    flags.addAll(
        List.of(
            "--problems.dirs",
            problems.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
    flags.addAll(List.of("--worker.scratch", scratch.toString(), "--until-stdin-ends"));
    return flags;
  }
}
