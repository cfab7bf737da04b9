package gavel.bench;

import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.sandbox.LinuxSandbox;
import gavel.sandbox.MemorySink;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.SlotConfig;
import gavel.sandbox.launcher.LauncherBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code /bin/true} in the sandbox, and the same as a plain child process. */
final class SandboxBench {
  private static final String PROGRAM = "/bin/true";
  private static final int WARM_UP = 300;
  private static final int RUNS = 2_000;

  private SandboxBench() {}

  static List<Measurement> measure(Path directory)
      throws IOException, SandboxFault, InterruptedException {
    Path work = Files.createDirectories(directory.resolve("work"));
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    RootfsPlan rootfs = RootfsPlan.hostToolchains(List.of());
    Path launcher = LauncherBinary.installInto(directory);
    try (Sandbox sandbox = LinuxSandbox.open(SlotConfig.of(0, directory, launcher, rootfs))) {
      sandboxed(sandbox, work, WARM_UP);
      plain(WARM_UP);
      return List.of(sandboxed(sandbox, work, RUNS), plain(RUNS));
    }
  }

  private static Measurement sandboxed(Sandbox sandbox, Path work, int runs)
      throws SandboxFault, InterruptedException {
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      RunSpec spec =
          new RunSpec(
              List.of(PROGRAM),
              Map.of("PATH", "/usr/bin:/bin"),
              work,
              false,
              Optional.empty(),
              new MemorySink(),
              new MemorySink(),
              RunLimits.contestant(Duration.ofSeconds(1)));
      long begin = System.nanoTime();
      RunReport report = sandbox.run(spec);
      nanos[i] = System.nanoTime() - begin;
      if (!report.termination().equals(new Termination.Exited(0))) {
        throw new IllegalStateException(PROGRAM + " ended with " + report.termination());
      }
    }
    return new Measurement("sandboxed " + PROGRAM, nanos);
  }

  private static Measurement plain(int runs) throws IOException, InterruptedException {
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      long begin = System.nanoTime();
      int code = new ProcessBuilder(PROGRAM).start().waitFor();
      nanos[i] = System.nanoTime() - begin;
      if (code != 0) {
        throw new IllegalStateException(PROGRAM + " ended with " + code);
      }
    }
    return new Measurement("plain " + PROGRAM, nanos);
  }
}
