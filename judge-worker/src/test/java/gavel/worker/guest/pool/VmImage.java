package gavel.worker.guest.pool;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small guest image, built in {@code target/vm}. */
final class VmImage {
  private static final Path DIRECTORY = Path.of("target/vm").toAbsolutePath();

  private static boolean built;

  private VmImage() {}

  static synchronized MachineSettings build() throws IOException, InterruptedException {
    if (!built) {
      make();
      built = true;
    }
    return new MachineSettings(
        "qemu-system-x86_64", DIRECTORY, ByteSize.ofMiB(1024), 2, 1024, DIRECTORY.resolve("run"));
  }

  private static void make() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    Path log = DIRECTORY.resolve("build.log");
    Process build =
        new ProcessBuilder(
                "../docker/guest-image/build",
                "--variant",
                "small",
                "--agent",
                System.getProperty("gavel.home"),
                "--out",
                DIRECTORY.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (build.waitFor() != 0) {
      throw new IOException("The image was not built:\n" + Files.readString(log));
    }
  }
}
