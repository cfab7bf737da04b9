package gavel.executor.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where an executor can be reached, as it stands on the command line. */
public sealed interface Endpoint {
  /** Bursts of connections wait here; with 16 a virtual machine was seen to lose some. */
  int BACKLOG = 128;

  /** Listens there. */
  Listener open() throws IOException;

  /** For the line that says that the executor is ready, such as {@code vsock=1024}. */
  String describe();

  /**
   * A Unix socket.
   *
   * @param group that may connect besides root; nothing means {@code gavel} where it exists
   */
  record UnixSocket(Path path, Optional<String> group) implements Endpoint {
    @Override
    public Listener open() throws IOException {
      return UnixListener.open(path, group);
    }

    @Override
    public String describe() {
      return "socket=" + path.toAbsolutePath();
    }
  }

  /** A port of AF_VSOCK, at all addresses of this machine. */
  record VsockPort(int port) implements Endpoint {
    @Override
    public Listener open() throws IOException {
      return VsockListener.open(port);
    }

    @Override
    public String describe() {
      return "vsock=" + port;
    }
  }

  /** A character device such as {@code /dev/vport0p1}: one connection at a time. */
  record Device(Path path) implements Endpoint {
    @Override
    public Listener open() throws IOException {
      return DeviceListener.open(path);
    }

    @Override
    public String describe() {
      return "device=" + path;
    }
  }

  /** Standard input and output: one connection, and no other after it. */
  record StandardStreams() implements Endpoint {
    @Override
    public Listener open() {
      return new StreamsListener();
    }

    @Override
    public String describe() {
      return "stdio";
    }
  }
}
