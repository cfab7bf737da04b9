package gavel.worker.guest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a guest executor listens, as people write it. */
public sealed interface GuestAddress {
  /** The way there. */
  GuestTransport transport();

  /** {@code unix:PATH}: the Unix socket of an executor on this machine. */
  record Unix(Path socket) implements GuestAddress {
    @Override
    public GuestTransport transport() {
      return new UnixSocketTransport(socket);
    }

    @Override
    public String toString() {
      return "unix:" + socket;
    }
  }

  /** {@code vsock:CID:PORT}: a virtual machine that the kernel of this one knows by its number. */
  record Vsock(long cid, long port) implements GuestAddress {
    @Override
    public GuestTransport transport() {
      return new VsockTransport((int) cid, (int) port);
    }

    @Override
    public String toString() {
      return "vsock:" + cid + ":" + port;
    }
  }

  /**
   * {@code uds:PATH:PORT}: the Unix socket of a virtual machine monitor, which asks for the port
   * with {@code CONNECT PORT}.
   */
  record Monitor(Path socket, long port) implements GuestAddress {
    @Override
    public GuestTransport transport() {
      return new HandshakeTransport(socket, port);
    }

    @Override
    public String toString() {
      return "uds:" + socket + ":" + port;
    }
  }

  /** {@link IllegalArgumentException} says how an address is written. */
  static GuestAddress parse(String text) {
    Matcher unix = Form.UNIX.matcher(text);
    Matcher vsock = Form.VSOCK.matcher(text);
    Matcher monitor = Form.MONITOR.matcher(text);
    if (vsock.matches()) {
      return new Vsock(Form.number(text, vsock.group(1)), Form.number(text, vsock.group(2)));
    }
    if (monitor.matches()) {
      return new Monitor(Form.path(text, monitor.group(1)), Form.number(text, monitor.group(2)));
    }
    if (unix.matches()) {
      return new Unix(Form.path(text, unix.group(1)));
    }
    throw Form.refusal(text);
  }

  /** How addresses are written. */
  final class Form {
    private static final Pattern UNIX = Pattern.compile("unix:(.+)");
    private static final Pattern VSOCK = Pattern.compile("vsock:(\\d{1,10}):(\\d{1,10})");
    private static final Pattern MONITOR = Pattern.compile("uds:(.+):(\\d{1,10})");
    private static final long LARGEST = 0xffff_fffeL;

    private Form() {}

    private static long number(String text, String digits) {
      long value = Long.parseLong(digits);
      if (value > LARGEST) {
        throw refusal(text);
      }
      return value;
    }

    private static Path path(String text, String path) {
      try {
        return Path.of(path);
      } catch (InvalidPathException unusable) {
        throw refusal(text);
      }
    }

    private static IllegalArgumentException refusal(String text) {
      return new IllegalArgumentException(
          "'" + text + "' is no address; write unix:PATH, vsock:CID:PORT or uds:PATH:PORT");
    }
  }
}
