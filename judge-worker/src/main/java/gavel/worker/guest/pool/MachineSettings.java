package gavel.worker.guest.pool;

import gavel.model.ByteSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a machine is made of.
 *
 * @param program the machine monitor: a path, or a name to look for in PATH
 * @param image a directory with {@code vmlinuz} and {@code initramfs}
 * @param memory of the machine
 * @param cpus of the machine, 1 to 32
 * @param port where the guest executor listens
 * @param directory for what belongs to machines; memory of restored ones, too
 */
public record MachineSettings(
    String program, Path image, ByteSize memory, int cpus, int port, Path directory) {
  private static final ByteSize LEAST = ByteSize.ofMiB(256);

  /** Refuses what no machine can be made of. */
  public MachineSettings {
    if (memory.bytes() < LEAST.bytes() || cpus < 1 || cpus > 32 || port < 1) {
      throw new IllegalArgumentException(memory + ", " + cpus + " CPUs, port " + port);
    }
  }

  /** The same for a monitor that starts in a directory of its own. */
  MachineSettings fromAnywhere() {
    String place = program.contains("/") ? Path.of(program).toAbsolutePath().toString() : program;
    return new MachineSettings(place, image.toAbsolutePath(), memory, cpus, port, directory);
  }

  Path kernel() {
    return image.resolve("vmlinuz");
  }

  Path initramfs() {
    return image.resolve("initramfs");
  }

  /** The root drive, where the image has one. */
  Optional<Path> root() {
    return Optional.of(image.resolve("rootfs")).filter(Files::exists);
  }

  long mebibytes() {
    return memory.bytes() >> 20;
  }
}
