package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import gavel.model.RunLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** isolate: a fresh box, one run with control groups and accounting, and the box removed again. */
final class Isolate implements Peer {
  private static final String BOX = "--box-id=0";
  private static final double MILLIS = 1000;

  @Override
  public String name() {
    return "isolate";
  }

  @Override
  public String install() {
    return "apt-get install isolate (Debian 13), or https://github.com/ioi/isolate";
  }

  @Override
  public String note() {
    return "init, run, cleanup with --cg; no seccomp filter";
  }

  @Override
  public SpawnOrder order(Path program, PeerSetting setting) {
    String isolate = program.toString();
    RunLimits limits = setting.limits();
    return new SpawnOrder(
        List.of(
            List.of(isolate, BOX, "--cg", "--init"),
            List.of(
                isolate,
                BOX,
                "--cg",
                "--silent",
                "--time=" + limits.cpuTime().toMillis() / MILLIS,
                "--wall-time=" + limits.wallTime().toMillis() / MILLIS,
                "--cg-mem=" + limits.memory().bytes() / 1024,
                "--processes=" + limits.processes(),
                "--open-files=" + limits.openFiles(),
                "--fsize=" + limits.fileSize().bytes() / 1024,
                "--meta=" + setting.scratch().resolve("isolate.meta"),
                "--dir=/gavel=" + setting.work(),
                "--run",
                "--",
                "/gavel/" + Path.of(setting.program()).getFileName()),
            List.of(isolate, BOX, "--cg", "--cleanup")),
        setting.errors(),
        List.of(),
        OptionalInt.empty(),
        Optional.empty());
  }
}
