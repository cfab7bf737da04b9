package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import gavel.model.RunLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** nsjail in its one-shot mode as nobody. */
final class Nsjail implements Peer {
  private static final String NOBODY = Integer.toString(PeerSetting.NOBODY);

  @Override
  public String name() {
    return "nsjail";
  }

  @Override
  public String install() {
    return "not in Debian 12; build https://github.com/google/nsjail";
  }

  @Override
  public String note() {
    return "as nobody, all namespaces, same binds, in a cgroup; no seccomp filter, no accounting";
  }

  @Override
  public SpawnOrder order(Path program, PeerSetting setting) {
    return new SpawnOrder(
        List.of(command(program, setting)),
        setting.errors(),
        setting.joins(),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static List<String> command(Path program, PeerSetting setting) {
    RunLimits limits = setting.limits();
    List<String> words = new ArrayList<>();
    words.addAll(List.of(program.toString(), "--mode", "o", "--really_quiet"));
    words.addAll(List.of("--user", NOBODY, "--group", NOBODY, "--hostname", "gavel"));
    words.addAll(List.of("--time_limit", Long.toString(1 + limits.wallTime().toSeconds())));
    words.addAll(List.of("--rlimit_as", "max", "--rlimit_stack", "max", "--rlimit_core", "0"));
    words.addAll(List.of("--rlimit_cpu", Long.toString(1 + limits.cpuTime().toSeconds())));
    words.addAll(List.of("--rlimit_nofile", Integer.toString(limits.openFiles())));
    words.addAll(List.of("--rlimit_fsize", Long.toString(limits.fileSize().toMiB())));
    setting
        .rootfs()
        .binds()
        .forEach(path -> words.addAll(List.of("--bindmount_ro", path.toString())));
    setting.links().forEach((at, to) -> words.addAll(List.of("--symlink", to + ":" + at)));
    setting
        .rootfs()
        .devices()
        .forEach(path -> words.addAll(List.of("--bindmount", path.toString())));
    words.addAll(List.of("--mount", "none:/tmp:tmpfs:size=" + setting.tmpSize()));
    words.addAll(List.of("--bindmount_ro", setting.work() + ":/box", "--cwd", "/box"));
    words.addAll(List.of("--", setting.program()));
    return words;
  }
}
