package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.sandbox.launcher.LauncherBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real sandbox for tests, and a check that nothing of it is left afterwards. */
final class Slot implements AutoCloseable {
  static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "HOME", "/tmp", "TMPDIR", "/tmp", "LANG", "C.UTF-8");

  static final RunLimits LIMITS =
      RunLimits.contestant(Slowness.of(Duration.ofSeconds(2))).withMemory(ByteSize.ofMiB(256));

  private static final int OWN_UID = ownUid();

  /** A run's report with its output as text. */
  record Ran(RunReport report, String stdout, String stderr) {}

  final SlotConfig config;
  final Path stateDir;
  final Path work;
  final LinuxSandbox sandbox;
  private final Set<String> mountsBefore;

  private Slot(SlotConfig config, Path stateDir) throws Exception {
    this.config = config;
    this.stateDir = stateDir;
    this.work = readable(Files.createDirectory(stateDir.resolve("work")));
    this.mountsBefore = mounts();
    this.sandbox = LinuxSandbox.open(config);
  }

  private static int ownUid() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Slot open(Path stateDir) throws Exception {
    return open(stateDir, 7);
  }

  static Slot open(Path stateDir, int number) throws Exception {
    return open(stateDir, number, Privileges.ROOT);
  }

  static Slot open(Path stateDir, int number, Privileges privileges) throws Exception {
    Path launcher = LauncherBinary.installInto(stateDir);
    RootfsPlan rootfs = RootfsPlan.hostToolchains(List.of());
    SlotConfig usual = SlotConfig.of(number, stateDir, launcher, rootfs);
    return new Slot(withOwnUid(usual, privileges), stateDir);
  }

  /** Tests of another build on this machine, at the same time, must not be taken for ours. */
  private static SlotConfig withOwnUid(SlotConfig usual, Privileges privileges) {
    long uid = 100_000 + 16 * ProcessHandle.current().pid() + usual.slot() % 16;
    return new SlotConfig(
        usual.slot(),
        Math.toIntExact(uid),
        usual.cpu(),
        usual.stateDir(),
        usual.launcher(),
        usual.rootfs(),
        usual.policy(),
        privileges);
  }

  static Path readable(Path directory) throws IOException {
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  RunSpec spec(RunLimits limits, String... argv) {
    return new RunSpec(
        List.of(argv),
        ENVIRONMENT,
        new Box.Directory(work),
        Optional.empty(),
        new MemorySink(),
        new MemorySink(),
        limits);
  }

  Ran run(RunLimits limits, String... argv) throws Exception {
    return run(spec(limits, argv));
  }

  Ran run(RunSpec spec) throws Exception {
    RunReport report = sandbox.run(spec);
    return new Ran(report, text(spec.stdout()), text(spec.stderr()));
  }

  Ran shell(String script) throws Exception {
    return run(LIMITS, "/bin/sh", "-c", script);
  }

  /** Puts a C program, not compiled in the sandbox, into the work directory. */
  String compileC(Path source) throws Exception {
    return "/box/" + CPrograms.make(source, work).getFileName();
  }

  private static String text(OutputSink sink) {
    return new String(((MemorySink) sink).toByteArray(), StandardCharsets.UTF_8);
  }

  /**
   * Processes of this machine that run as the slot's uid; without root, of this process's own those
   * in another pid namespace, but for its first, which is none of the program's.
   */
  List<Path> processes() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process :
          all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        if (config.privileges() == Privileges.ROOT
            ? runsAs(process, config.uid())
            : runsAs(process, OWN_UID) && runsInside(process)) {
          found.add(process);
        }
      }
    }
    return found;
  }

  private static boolean runsInside(Path process) {
    try {
      return Files.readAllLines(process.resolve("status")).stream()
          .filter(line -> line.startsWith("NSpid:"))
          .anyMatch(line -> !line.matches("NSpid:\\s+\\d+(\\s+1)?"));
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean runsAs(Path process, int uid) {
    try {
      return (Integer) Files.getAttribute(process, "unix:uid") == uid
          && !Files.readString(process.resolve("stat")).contains(") Z "); // dead, and not reaped
    } catch (IOException gone) {
      return false;
    }
  }

  private static Set<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .map(line -> line.split(" ", -1)[4])
        .collect(Collectors.toSet());
  }

  /** Closes the slot; what it should have removed must be gone. */
  @Override
  public void close() throws IOException {
    sandbox.close();
    assertThat(processes()).isEmpty();
    assertThat(mounts()).isEqualTo(mountsBefore);
    String own = "gavel-" + ProcessHandle.current().pid() + "-";
    try (DirectoryStream<Path> hierarchies = Files.newDirectoryStream(Path.of("/sys/fs/cgroup"))) {
      for (Path hierarchy : hierarchies) {
        if (Files.isDirectory(hierarchy)) {
          try (DirectoryStream<Path> left = Files.newDirectoryStream(hierarchy, own + "*")) {
            assertThat(left).isEmpty();
          }
        }
      }
    }
  }
}
