package gavel.cli.command;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.VmGuests;
import gavel.worker.guest.pool.GuestKind;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where programs run, for commands that start a worker. */
final class GuestKindOptions {
  private static final int MOST_FACTOR = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--guest",
      paramLabel = "KIND",
      defaultValue = "local",
      description =
          "Where programs run: local, qemu, firecracker or cloud-hypervisor (default:"
              + " ${DEFAULT-VALUE}).")
  private String kind = "local";

  @Option(
      names = "--guest-image",
      paramLabel = "DIR",
      description = "Kernel and initramfs of virtual machines (default: built where it can be).")
  private @Nullable Path image;

  @Option(
      names = "--time-factor",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "What virtual machines multiply time limits by, 1 to 100 (default: 10 where they are emulated, else 1).")
  private int timeFactor;

  Optional<VmGuests> guests(GavelHome home) throws EnvironmentProblem, InterruptedException {
    Optional<GuestKind> known = GuestKind.of(kind);
    require(known.isPresent(), "--guest " + kind + " is not one of " + GuestKind.names());
    require(timeFactor >= 0 && timeFactor <= MOST_FACTOR, "--time-factor is from 1 to 100");
    boolean forMachines = image != null || timeFactor != 0;
    require(
        known.get() != GuestKind.LOCAL || !forMachines,
        "--guest-image and --time-factor are for virtual machines: say which with --guest");
    return VmGuests.of(kind, Optional.ofNullable(image), timeFactor, home);
  }

  private void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
