package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.worker.guest.pool.QemuCommand.Accelerator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
  private static final MachineDirectory PLACE = new MachineDirectory(Path.of("/run/a,b"));

  private static QemuCommand command(int cpus) {
    return command(cpus, Accelerator.TCG);
  }

  private static QemuCommand command(int cpus, Accelerator accelerator) {
    return new QemuCommand(
        new MachineSettings(
            "qemu", Path.of("/image"), ByteSize.ofMiB(512), cpus, 1024, Path.of("/tmp")),
        accelerator);
  }

  @Test
  void bootsTheImageWithNothingInItsVsockPort() {
    List<String> boot = command(2).boot(PLACE);
    assertThat(boot)
        .startsWith("qemu")
        .containsSequence("-kernel", "/image/vmlinuz")
        .containsSequence("-initrd", "/image/initramfs")
        .containsSequence("-smp", "2")
        .contains(
            "-S",
            "memory-backend-memfd,id=memory,share=on,size=512M",
            "file:/dev/stderr",
            "unix:/run/a,,b/qmp,server=on,wait=off")
        .contains("on,obsolete=deny,elevateprivileges=deny,spawn=deny")
        .noneMatch(word -> word.startsWith("vhost"));
  }

  @Test
  void restoredMachineHasTheSameDevicesAndNoImage() {
    List<String> boot = command(1).bootIn(PLACE, Path.of("/dev/shm/one"));
    List<String> restore = command(1).restore(PLACE, Path.of("/dev/shm/other"));
    assertThat(boot)
        .contains("memory-backend-file,id=memory,share=on,size=512M,mem-path=/dev/shm/one");
    assertThat(restore)
        .contains("memory-backend-file,id=memory,share=on,size=512M,mem-path=/dev/shm/other")
        .containsSequence("-incoming", "defer")
        .doesNotContain("-kernel", "-initrd", "-append");
    assertThat(devices(restore)).isNotEmpty().isEqualTo(devices(boot));
  }

  @Test
  void onlyAnEmulatedProcessorNeedsNoMitigations() {
    assertThat(command(1, Accelerator.TCG).boot(PLACE))
        .anyMatch(word -> word.contains("mitigations=off"));
    assertThat(command(1, Accelerator.KVM).boot(PLACE))
        .noneMatch(word -> word.contains("mitigations"));
  }

  private static List<String> devices(List<String> command) {
    return command.stream().filter(word -> word.contains("pci")).toList();
  }

  @Test
  void identityIsThatOfTheMachineAndNotOfItsPlace() {
    assertThat(command(1).identity()).isEqualTo(command(1).identity()).doesNotContain("/image");
    assertThat(command(1).identity()).isNotEqualTo(command(2).identity());
  }
}
