package gavel.sandbox.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual machine that boots an image, runs its program and is gone. The processor is emulated:
 * that works on every machine and also inside another virtual one.
 *
 * @param console the file for what the kernel and programs write
 * @param results the file for what the program reports
 */
record GuestMachine(GuestImage image, Path console, Path results) {
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 loglevel=4 panic=-1 mitigations=off rcupdate.rcu_expedited=1"
          + " cgroup_no_v1=all";

  /**
   * Runs until the guest powers off. Nothing is left running though this JVM be killed: timeout(1)
   * ends the machine.
   *
   * @throws IOException when it cannot be started or does not power off in time
   */
  void run(Duration limit) throws IOException, InterruptedException {
    Files.deleteIfExists(results);
    Process machine =
        new ProcessBuilder(command(limit))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    int status;
    try {
      status = machine.waitFor();
    } finally {
      machine.destroy();
    }
    if (status != 0) {
      throw new IOException(
          "The guest did not power off within "
              + limit.toSeconds()
              + " s, or did not start (status "
              + status
              + "); its console: "
              + console.toAbsolutePath());
    }
  }

  private List<String> command(Duration limit) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("timeout", "--kill-after=5", Long.toString(limit.toSeconds())));
    command.addAll(List.of("qemu-system-x86_64", "-nodefaults", "-no-reboot", "-display", "none"));
    command.addAll(List.of("-machine", "q35", "-accel", "tcg,thread=multi", "-cpu", "Nehalem"));
    command.addAll(List.of("-smp", "2", "-m", "1536M"));
    command.addAll(List.of("-kernel", image.kernel().toString()));
    command.addAll(List.of("-initrd", image.initramfs().toString()));
    command.addAll(List.of("-append", KERNEL_ARGUMENTS));
    command.addAll(List.of("-serial", "stdio", "-serial", "file:" + results));
    return command;
  }
}
