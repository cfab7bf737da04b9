package gavel.worker.guest.pool;

import java.util.ArrayList;
import java.util.List;

/** The command line of QEMU. */
record QemuCommand(MachineSettings settings, Accelerator accelerator) {
  /** Expedited: each mount that goes waits for all CPUs otherwise, a tenth of a second of it. */
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 loglevel=4 panic=-1 mitigations=off rcupdate.rcu_expedited=1"
          + " cgroup_no_v1=all";

  /** What runs the guest's instructions. */
  enum Accelerator {
    /** The processor itself. */
    KVM("kvm", "host"),
    /** QEMU; the model is the newest that needs nothing which is slow to emulate. */
    TCG("tcg,thread=multi", "Nehalem");

    private final String name;
    private final String cpu;

    Accelerator(String name, String cpu) {
      this.name = name;
      this.cpu = cpu;
    }
  }

  /** A machine that boots the image; its console is a file, its vsock the daemon's. */
  List<String> boot(MachineDirectory directory) {
    List<String> command = new ArrayList<>(machine(settings.mebibytes() + "M"));
    command.addAll(
        List.of(
            "-object",
            "memory-backend-memfd,id=memory,share=on,size=" + settings.mebibytes() + "M"));
    command.addAll(List.of("-initrd", settings.initramfs().toString()));
    command.addAll(List.of("-append", KERNEL_ARGUMENTS));
    command.addAll(List.of("-serial", "file:" + escaped(directory.file("console").toString())));
    command.addAll(
        List.of(
            "-chardev",
            "socket,id=vsock,path=" + escaped(directory.file("front").toString()),
            "-device",
            "vhost-user-vsock-pci,chardev=vsock"));
    return command;
  }

  /**
   * A machine whose kernel finds no root, says so, and by that ends: whether the accelerator works.
   */
  List<String> trial() {
    List<String> command = new ArrayList<>(machine("256M"));
    command.addAll(List.of("-object", "memory-backend-memfd,id=memory,share=on,size=256M"));
    command.addAll(List.of("-append", "panic=-1"));
    return command;
  }

  private List<String> machine(String memory) {
    List<String> command = new ArrayList<>(List.of(settings.program(), "-nodefaults"));
    command.addAll(List.of("-no-user-config", "-no-reboot", "-display", "none"));
    command.addAll(List.of("-machine", "q35,memory-backend=memory", "-m", memory));
    command.addAll(List.of("-accel", accelerator.name, "-cpu", accelerator.cpu));
    command.addAll(List.of("-smp", Integer.toString(settings.cpus())));
    command.addAll(List.of("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny"));
    command.addAll(List.of("-device", "virtio-rng-pci"));
    command.addAll(List.of("-kernel", settings.kernel().toString()));
    return command;
  }

  /** A comma would begin the next option. */
  private static String escaped(String value) {
    return value.replace(",", ",,");
  }
}
