package gavel.worker.guest.pool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of QEMU. */
record QemuCommand(MachineSettings settings, Accelerator accelerator) {
  /** Where the vsock is plugged in: on this kind of machine only such a port takes anything. */
  static final String SOCKET = "vsock-port";

  /** The control socket. */
  static final String CONTROL = "qmp";

  /**
   * Expedited: each mount that goes waits for all CPUs otherwise, a tenth of a second of it. What
   * is freed becomes zeros, as a snapshot and its copies leave those out: a third of its memory.
   */
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 loglevel=4 panic=-1 rcupdate.rcu_expedited=1"
          + " cgroup_no_v1=all init_on_free=1";

  /** What runs the guest's instructions. */
  enum Accelerator {
    /** The processor itself. */
    KVM("kvm", "host", ""),
    /**
     * QEMU; the model is the newest that needs nothing which is slow to emulate. What the kernel
     * does against leaks of a processor is of no use in one that does not guess ahead.
     */
    TCG("tcg,thread=multi", "Nehalem", " mitigations=off");

    private final String name;
    private final String cpu;
    private final String kernelArguments;

    Accelerator(String name, String cpu, String kernelArguments) {
      this.name = name;
      this.cpu = cpu;
      this.kernelArguments = kernelArguments;
    }
  }

  /** A machine that boots the image. */
  List<String> boot(MachineDirectory directory) {
    return booting(directory, memory("memory-backend-memfd", settings.mebibytes()));
  }

  /** The same with its memory in a file, so that somebody else can read it. */
  List<String> bootIn(MachineDirectory directory, Path memory) {
    return booting(directory, file(memory));
  }

  /**
   * A machine with that memory, which goes on where its snapshot was taken. Kernel and initramfs
   * are in the memory by then, and to read them again would take longer than all else.
   */
  List<String> restore(MachineDirectory directory, Path memory) {
    List<String> command = suspended(directory, file(memory));
    command.addAll(List.of("-incoming", "defer"));
    return command;
  }

  /**
   * All that a snapshot's use depends on but the content of the image and QEMU's version: what
   * stands on the command line, less the places of files.
   */
  String identity() {
    return String.join(" ", machine(settings.mebibytes() + "M")) + " " + kernelArguments();
  }

  private String kernelArguments() {
    return KERNEL_ARGUMENTS + accelerator.kernelArguments;
  }

  private List<String> booting(MachineDirectory directory, String memory) {
    List<String> command = suspended(directory, memory);
    command.addAll(List.of("-kernel", settings.kernel().toString()));
    command.addAll(List.of("-initrd", settings.initramfs().toString()));
    command.addAll(List.of("-append", kernelArguments()));
    return command;
  }

  /** Waits to be told to go on; its console is our standard error, its vsock comes later. */
  private List<String> suspended(MachineDirectory directory, String memory) {
    List<String> command = new ArrayList<>(machine(settings.mebibytes() + "M"));
    command.addAll(List.of("-S", "-object", memory));
    command.addAll(List.of("-serial", "file:/dev/stderr"));
    command.addAll(
        List.of(
            "-qmp", "unix:" + escaped(directory.file(CONTROL).toString()) + ",server=on,wait=off"));
    return command;
  }

  /**
   * A machine whose kernel finds no root, says so, and by that ends: whether the accelerator works.
   */
  List<String> trial() {
    List<String> command = new ArrayList<>(machine("256M"));
    command.addAll(List.of("-object", memory("memory-backend-memfd", 256)));
    command.addAll(List.of("-kernel", settings.kernel().toString(), "-append", "panic=-1"));
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
    command.addAll(List.of("-device", "pcie-root-port,slot=1,chassis=1,id=" + SOCKET));
    return command;
  }

  private String file(Path memory) {
    return memory("memory-backend-file", settings.mebibytes())
        + ",mem-path="
        + escaped(memory.toString());
  }

  /** Shared with the vsock daemon. */
  private static String memory(String kind, long mebibytes) {
    return kind + ",id=memory,share=on,size=" + mebibytes + "M";
  }

  /** A comma would begin the next option. */
  private static String escaped(String value) {
    return value.replace(",", ",,");
  }
}
