package gavel.executor.guest;

import gavel.model.json.InvalidField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Configures the network that it is started in, to be looked at from outside: directory, card,
 * address, prefix, gateway or a dash, name servers.
 */
final class NetworkProbe {
  private NetworkProbe() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    Path directory = Path.of(words[0]);
    Optional<String> gateway = words[4].equals("-") ? Optional.empty() : Optional.of(words[4]);
    List<String> servers = List.of(words).subList(5, words.length);
    try {
      new NetworkSetup(directory, directory.resolve("resolv.conf"))
          .apply(
              new NetworkConfig(words[1], words[2], Integer.parseInt(words[3]), gateway, servers));
    } catch (InvalidField refused) {
      System.out.println("refused " + refused.field() + " " + refused.getMessage());
    } catch (IOException fault) {
      System.out.println("fault " + fault.getMessage());
    }
  }
}
