package gavel.sandbox;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.RunLimits;
import gavel.sandbox.cgroup.CgroupJoin;
import gavel.sandbox.cgroup.RunCgroup;
import gavel.sandbox.launcher.LauncherFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is to be done into the launcher's words, in the order in which it takes them; see
 * {@code launcher.c} and {@code rootfs.c} for their meaning.
 */
final class RunFrames {
  private static final String UNLIMITED = "18446744073709551615";

  /** To tmpfs, 0 is unlimited. */
  private static final long LEAST_TMP = 4096;

  private final Path stateDir;
  private final boolean rootless;
  private @Nullable Path lastPath;
  private String lastRelative = "";
  private final int cpu;

  /** Work directories and inputs are named relative to the slot's state directory. */
  RunFrames(SlotConfig config) {
    this.stateDir = config.stateDir().toAbsolutePath().normalize();
    this.rootless = config.privileges() == Privileges.ROOTLESS;
    this.cpu = config.cpu();
  }

  static LauncherFrame setup(SlotConfig config) throws IOException {
    byte[] filter = config.policy().assemble().toBytes();
    LauncherFrame frame = new LauncherFrame().with("cpu", config.cpu()).with("uid", config.uid());
    if (config.privileges() == Privileges.ROOTLESS) {
      frame.with("rootless", "");
    }
    frame
        .with("filter", HexFormat.of().formatHex(filter))
        .with("work", config.stateDir().toRealPath().toString());
    return config.rootfs().withAccount(config.uid()).appendTo(frame);
  }

  static LauncherFrame kill(long run, String reason) {
    return new LauncherFrame().with("kill", run).with("reason", reason);
  }

  static LauncherFrame rest() {
    return new LauncherFrame().with("rest", "");
  }

  static LauncherFrame box(RunLimits limits) {
    return new LauncherFrame()
        .with("box", "")
        .with("size", Math.max(LEAST_TMP, limits.boxSize().bytes()))
        .with("inodes", limits.boxInodes());
  }

  /** The launcher drops the groups it knew and opens these. */
  static void appendGroups(LauncherFrame frame, RunCgroup group) {
    frame.with("group", group.generation());
    switch (group.joinPaths()) {
      case CgroupJoin.WriteZero(var files) ->
          files.forEach(file -> frame.with("join", file.toString()));
      case CgroupJoin.CloneInto _, CgroupJoin.Nowhere _ -> {}
    }
    group.measures().forEach(file -> frame.with("measure", file.toString()));
    group.resets().forEach(file -> frame.with("reset", file.toString()));
    if (group.joinPaths() instanceof CgroupJoin.CloneInto(var directory)) {
      frame.with("into", directory.toString());
    }
    group.cpuUsagePath().ifPresent(file -> frame.with("usage", file.toString()));
  }

  LauncherFrame run(long id, RunSpec spec) {
    LauncherFrame frame = new LauncherFrame().with("run", id);
    if (spec.box() instanceof Box.Directory(Path directory)) {
      frame.with("dir", relative(directory));
    } else if (spec.box() instanceof Box.Fresh fresh && !fresh.writable()) {
      frame.with("sealed", "");
    }
    if (spec.talk().isPresent()) {
      Talk talk = spec.talk().get();
      frame.with("pipe", talk.input().toString()).with("output", talk.output().toString());
    } else if (spec.piped()) {
      spec.stdin().ifPresent(input -> frame.with("pipe", input.toString()));
    } else {
      spec.stdin().ifPresent(input -> frame.with("stdin", relative(input)));
    }
    appendLimits(frame, spec.limits());
    if (rootless) {
      spec.limits().cpus().orElse(CpuSet.of(cpu)).numbers().forEach(each -> frame.with("on", each));
    }
    spec.argv().forEach(argument -> frame.with("arg", argument));
    spec.environment().forEach((name, value) -> frame.with("env", name + "=" + value));
    return frame;
  }

  private void appendLimits(LauncherFrame frame, RunLimits limits) {
    frame
        .with("cpu", limits.cpuTime().toNanos())
        .with("wall", limits.wallTime().toNanos())
        .with("cpus", burning(limits))
        .with("file-size", limits.fileSize().bytes())
        .with("open-files", limits.openFiles())
        .with("stack", limits.stack().map(ByteSize::bytes).map(String::valueOf).orElse(UNLIMITED))
        .with("tmp-size", Math.max(LEAST_TMP, limits.tmpSize().bytes()))
        .with("tmp-inodes", limits.tmpInodes())
        .with("processes", rootless ? Integer.toString(limits.processes()) : UNLIMITED)
        .with("memory", rootless ? Long.toString(limits.memory().bytes()) : UNLIMITED);
  }

  /** The most CPUs that can be kept busy at once: a thread for each is needed, too. */
  private static int burning(RunLimits limits) {
    return Math.min(limits.cpus().map(CpuSet::count).orElse(1), limits.processes());
  }

  /** Runs of one submission name the same directory, and working this out takes a while. */
  private String relative(Path path) {
    if (!path.equals(lastPath)) {
      lastRelative = relativized(path);
      lastPath = path;
    }
    return lastRelative;
  }

  private String relativized(Path path) {
    Path plain = path.toAbsolutePath().normalize();
    if (!plain.startsWith(stateDir) || plain.equals(stateDir)) {
      throw new IllegalArgumentException(path + " is not below the state directory " + stateDir);
    }
    return stateDir.relativize(plain).toString();
  }
}
