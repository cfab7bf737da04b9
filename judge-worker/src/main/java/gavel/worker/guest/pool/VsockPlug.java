package gavel.worker.guest.pool;

import gavel.vsock.Vsock;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.HandshakeTransport;
import gavel.worker.guest.VsockTransport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How machines of QEMU get their vsock: it is plugged in when all else is there, as it cannot be
 * part of a snapshot.
 */
interface VsockPlug {
  /** What the device is called. */
  String DEVICE = "vsock";

  /** The kernel's device. */
  Path KERNELS = Path.of("/dev/vhost-vsock");

  /**
   * Gives the machine its device.
   *
   * @param directory of the machine
   * @return the way to that port of it
   */
  GuestTransport plug(Qmp qmp, MachineDirectory directory, int port) throws IOException;

  /** Who gives it, for the log. */
  String name();

  /** By the kernel where it can, else by the daemon. */
  static VsockPlug find(Path device) {
    try (FileChannel _ =
        FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (Vsock.isThere()) {
        return new ByKernel();
      }
    } catch (IOException none) {
      LoggerFactory.getLogger(VsockPlug.class)
          .debug("The kernel gives no vsock: {}", none.getMessage());
    }
    return new ByDaemon();
  }

  private static Map<String, Object> device(String driver, String key, Object value) {
    return Map.of("driver", driver, "id", DEVICE, "bus", QemuCommand.SOCKET, key, value);
  }

  /** The daemon of the machine, whose sockets are in its directory. */
  record ByDaemon() implements VsockPlug {
    @Override
    public String name() {
      return "by a daemon";
    }

    @Override
    public GuestTransport plug(Qmp qmp, MachineDirectory directory, int port) throws IOException {
      Map<String, Object> path = Map.of("path", directory.file(VsockDaemon.FRONT).toString());
      Map<String, Object> socket =
          Map.of("addr", Map.of("type", "unix", "data", path), "server", false);
      qmp.tell(
          "chardev-add",
          Map.of("id", "front", "backend", Map.of("type", "socket", "data", socket)));
      qmp.tell("device_add", device("vhost-user-vsock-pci", "chardev", "front"));
      return new HandshakeTransport(directory.file(VsockDaemon.CLIENTS), port);
    }
  }

  /**
   * The kernel. A context id is the whole machine's and nobody gives them out: one that is taken is
   * refused, and the next one is tried. Each is used once, so that whoever still talks to a machine
   * that is gone does not talk to another.
   */
  final class ByKernel implements VsockPlug {
    private static final Logger LOG = LoggerFactory.getLogger(ByKernel.class);
    private static final int FIRST = 3;
    private static final int ATTEMPTS = 4096;
    private static final String TAKEN = "Address already in use";
    private final AtomicInteger next = new AtomicInteger(FIRST);

    @Override
    public String name() {
      return "by the kernel";
    }

    @Override
    public GuestTransport plug(Qmp qmp, MachineDirectory directory, int port) throws IOException {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int cid = next.getAndIncrement();
        try {
          qmp.tell("device_add", device("vhost-vsock-pci", "guest-cid", cid));
          return new VsockTransport(cid, port);
        } catch (Qmp.Refused refused) {
          if (!String.valueOf(refused.getMessage()).contains(TAKEN)) {
            throw refused;
          }
          LOG.debug("The context id {} is another's", cid);
        }
      }
      throw new IOException("No context id is free from " + FIRST + " on");
    }
  }
}
