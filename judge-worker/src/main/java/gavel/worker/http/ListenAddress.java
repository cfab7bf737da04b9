package gavel.worker.http;

import java.util.Optional;

/**
 * Where to listen.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {
  private static final int MOST = 65_535;

  /** Reads {@code HOST:PORT} or {@code [IPV6]:PORT}; nothing when it is neither. */
  public static Optional<ListenAddress> parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(colon, 0));
    String port = text.substring(colon + 1);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      return Optional.empty();
    }
    if (host.isBlank() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MOST) {
      return Optional.empty();
    }
    return Optional.of(new ListenAddress(host, Integer.parseInt(port)));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
