package gavel.executor.guest;

import java.util.List;
import java.util.Optional;

/**
 * What a network card gets. Addresses are literal and of one family.
 *
 * @param card its name, such as {@code eth0}
 * @param prefix how many bits of the address are the network's
 * @param servers that names are looked up with
 */
public record NetworkConfig(
    String card, String address, int prefix, Optional<String> gateway, List<String> servers) {
  /** Copies the list. */
  public NetworkConfig {
    servers = List.copyOf(servers);
  }
}
