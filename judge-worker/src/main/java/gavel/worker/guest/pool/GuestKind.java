package gavel.worker.guest.pool;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where programs run. */
public enum GuestKind {
  /** In the sandbox of an executor on this machine. */
  LOCAL("local", ""),
  /** In virtual machines of QEMU. */
  QEMU("qemu", "qemu-system-x86_64"),
  /** In virtual machines of Firecracker. */
  FIRECRACKER("firecracker", "firecracker"),
  /** In virtual machines of Cloud Hypervisor. */
  CLOUD_HYPERVISOR("cloud-hypervisor", "cloud-hypervisor");

  private final String json;
  private final String program;

  GuestKind(String json, String program) {
    this.json = json;
    this.program = program;
  }

  /** As it stands in configurations. */
  public String json() {
    return json;
  }

  /** The machine monitor's usual name. */
  public String program() {
    return program;
  }

  /** The kind of that name. */
  public static Optional<GuestKind> of(String json) {
    return Arrays.stream(values()).filter(kind -> kind.json.equals(json)).findFirst();
  }

  /** All of them, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(GuestKind::json).collect(Collectors.joining(", "));
  }
}
