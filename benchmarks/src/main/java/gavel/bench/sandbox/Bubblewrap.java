package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import gavel.sandbox.seccomp.SeccompPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** bubblewrap as nobody: every namespace, the same binds, Gavel's own filter. */
final class Bubblewrap implements Peer {
  private static final String NOBODY = Integer.toString(PeerSetting.NOBODY);

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public String program() {
    return "bwrap";
  }

  @Override
  public String install() {
    return "apt-get install bubblewrap";
  }

  @Override
  public String note() {
    return "as nobody, all namespaces, same binds and filter, in a cgroup; no accounting";
  }

  @Override
  public SpawnOrder order(Path program, PeerSetting setting) throws IOException {
    Path filter = setting.scratch().resolve("filter.bpf");
    Files.write(filter, SeccompPolicy.standard().assemble().toBytes());
    return new SpawnOrder(
        List.of(command(program, setting)),
        setting.errors(),
        setting.joins(),
        OptionalInt.of(PeerSetting.NOBODY),
        Optional.of(filter));
  }

  private static List<String> command(Path program, PeerSetting setting) {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(List.of("--unshare-all", "--uid", NOBODY, "--gid", NOBODY, "--cap-drop", "ALL"));
    words.addAll(List.of("--die-with-parent", "--new-session", "--clearenv"));
    words.addAll(List.of("--setenv", "PATH", "/usr/bin:/bin", "--hostname", "gavel"));
    setting
        .rootfs()
        .binds()
        .forEach(path -> words.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    setting.links().forEach((at, to) -> words.addAll(List.of("--symlink", to, at.toString())));
    words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    words.addAll(List.of("--size", setting.tmpSize(), "--tmpfs", "/tmp"));
    words.addAll(List.of("--size", setting.tmpSize(), "--tmpfs", "/dev/shm"));
    words.addAll(List.of("--ro-bind", setting.work().toString(), "/box", "--chdir", "/box"));
    words.addAll(List.of("--seccomp", Integer.toString(SpawnOrder.PASSED)));
    words.addAll(List.of("--", setting.program()));
    return words;
  }
}
