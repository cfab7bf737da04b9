package gavel.cli.program;

import gavel.worker.guest.pool.GuestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guests in virtual machines in the place of a local executor.
 *
 * @param image a directory with {@code vmlinuz} and {@code initramfs}
 * @param timeFactor that time limits are multiplied by; 0 is as they need it
 */
public record VmGuests(GuestKind kind, Path image, int timeFactor) {
  /**
   * As asked for on the command line; nothing for local guests.
   *
   * @param image where there is one; otherwise one is built in a source tree
   * @param timeFactor 0 for as they need it
   */
  public static Optional<VmGuests> of(
      String kind, Optional<Path> image, int timeFactor, GavelHome home)
      throws EnvironmentProblem, InterruptedException {
    GuestKind known =
        GuestKind.of(kind)
            .orElseThrow(() ->
                new EnvironmentProblem("--guest " + kind + " is not one of " + GuestKind.names()));
    if (known == GuestKind.LOCAL) {
      return Optional.empty();
    }
    Path there = image.isPresent() ? image.get() : build(home);
    if (Files.notExists(there.resolve("vmlinuz"))) {
      throw new EnvironmentProblem(there + " has no vmlinuz and initramfs of a guest");
    }
    return Optional.of(new VmGuests(known, there.toAbsolutePath().normalize(), timeFactor));
  }

  private static Path build(GavelHome home) throws EnvironmentProblem, InterruptedException {
    Path script = home.root().resolve("../../docker/guest-image/build").normalize();
    if (!Files.isExecutable(script)) {
      throw new EnvironmentProblem(
          "there is no guest image: name one with --guest-image (docker/guest-image/build of the"
              + " source tree makes one)");
    }
    Path image = home.root().resolveSibling("guest-image");
    System.err.println(
        "gavel: building the guest image in " + image + " (minutes, the first time)");
    List<String> command =
        List.of(
            script.toString(),
            "--variant",
            "full",
            "--agent",
            home.root().toString(),
            "--out",
            image.toString());
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new EnvironmentProblem("the guest image was not built; it says why above");
      }
      return image;
    } catch (IOException refused) {
      throw new EnvironmentProblem("cannot run " + script + ": " + refused.getMessage(), refused);
    }
  }

  /** The flags of a worker. */
  List<String> flags() {
    List<String> flags =
        new ArrayList<>(List.of("--guest.kind", kind.json(), "--guest.image", image.toString()));
    if (timeFactor > 0) {
      flags.addAll(List.of("--worker.time_factor", Integer.toString(timeFactor)));
    }
    return flags;
  }
}
