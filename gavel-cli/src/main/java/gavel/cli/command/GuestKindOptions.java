package gavel.cli.command;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.VmGuests;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where programs run, for commands that start a worker. */
final class GuestKindOptions {
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
      description = "What virtual machines multiply time limits by, 1 to 100 (default: 10).")
  private int timeFactor;

  Optional<VmGuests> guests(GavelHome home) throws EnvironmentProblem, InterruptedException {
    return VmGuests.of(kind, Optional.ofNullable(image), timeFactor, home);
  }
}
