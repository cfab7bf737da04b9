package gavel.worker.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A port of a machine's vsock behind a Unix socket, as Firecracker, Cloud Hypervisor and our own
 * daemon have it: {@code CONNECT PORT}, answered by {@code OK NUMBER}. Where nobody listens the
 * connection is closed instead.
 */
public record HandshakeTransport(Path socket, long port) implements GuestTransport {
  private static final int LONGEST_ANSWER = 32;

  @Override
  public Connection connect() throws IOException {
    Connection connection = new UnixSocketTransport(socket).connect();
    boolean agreed = false;
    try {
      connection.out().write(("CONNECT " + port + "\n").getBytes(StandardCharsets.US_ASCII));
      connection.out().flush();
      String answer = readLine(connection.in());
      if (!answer.matches("OK \\d{1,10}")) {
        throw new IOException("Nobody listens on port " + port + " there");
      }
      agreed = true;
      return connection;
    } finally {
      if (!agreed) {
        connection.close();
      }
    }
  }

  /** Byte by byte: what is behind the line is the guest's. */
  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() == LONGEST_ANSWER) {
        return "";
      }
      line.append((char) next);
    }
    return line.toString();
  }

  @Override
  public String toString() {
    return "uds:" + socket + ":" + port;
  }
}
