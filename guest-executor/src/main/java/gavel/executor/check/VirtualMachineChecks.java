package gavel.executor.check;

import java.util.List;
import java.util.Optional;

/** Whether guests could be virtual machines. Nothing here is needed for local guests. */
final class VirtualMachineChecks {
  private static final Kind KIND = Kind.VIRTUAL_MACHINES;

  private VirtualMachineChecks() {}

  static List<CheckResult> all(KernelFiles files, KernelProbe probe) {
    return List.of(kvm(files, probe), vsock(probe), vhost(probe));
  }

  private static CheckResult kvm(KernelFiles files, KernelProbe probe) {
    Optional<String> failure = probe.failure("kvm");
    if (failure.isPresent()) {
      return KIND.warn(
          "kvm",
          failure.get() + "; machines are emulated, which is slow",
          files.exists("dev/kvm")
              ? "usermod -aG kvm the user, or allow nested virtualization on the host"
              : "modprobe kvm_intel or kvm_amd; switch virtualization on in the firmware");
    }
    return files.exists("sys/module/kvm_pvm")
        ? KIND.warn(
            "kvm",
            "a small guest runs, but by software (kvm_pvm), which stock kernels do not boot on;"
                + " machines are emulated",
            "use a host with hardware virtualization")
        : KIND.ok("kvm", "a guest runs");
  }

  private static CheckResult vsock(KernelProbe probe) {
    return probe
        .failure("vsock")
        .map(why -> KIND.warn("vsock", why, "modprobe vsock; CONFIG_VSOCKETS"))
        .orElseGet(() -> KIND.ok("vsock", "sockets between host and guest"));
  }

  private static CheckResult vhost(KernelProbe probe) {
    return probe
        .failure("vhost-vsock")
        .map(why -> KIND.warn("vhost-vsock", why, "modprobe vhost_vsock; CONFIG_VHOST_VSOCK"))
        .orElseGet(() -> KIND.ok("vhost-vsock", "guests have vsock by the kernel"));
  }
}
