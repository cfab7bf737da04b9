package gavel.executor.guest;

import gavel.executor.operator.HelperProgram;
import gavel.model.json.InvalidField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Configures a network card by rtnetlink, with a program of our own, and the C library's name
 * servers; needs no tools of the guest's. For a {@link Machine} that has the right to.
 */
public final class NetworkSetup {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final Path program;
  private final Path resolver;

  /**
   * Prepares it.
   *
   * @param programs a directory of the executor's own for the program
   * @param resolver where name servers stand: {@code /etc/resolv.conf}
   */
  public NetworkSetup(Path programs, Path resolver) throws IOException {
    this.program = HelperProgram.NETWORK.installInto(programs);
    this.resolver = resolver;
  }

  /**
   * Does it.
   *
   * @throws InvalidField where there is no such card
   * @throws IOException when the kernel refuses; the message says which step
   */
  public void apply(NetworkConfig network) throws IOException, InterruptedException {
    List<String> cards = cards();
    InvalidField.require(
        cards.contains(network.card()),
        "interface",
        "is '" + network.card() + "', which is not here; there are " + String.join(", ", cards));
    configure(network);
    if (!network.servers().isEmpty()) {
      writeServers(network.servers());
    }
  }

  /** Those of this process's network namespace, whatever is mounted under /sys. */
  private static List<String> cards() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/net/dev")).stream()
        .filter(line -> line.indexOf(':') >= 0)
        .map(line -> line.substring(0, line.indexOf(':')).strip())
        .toList();
  }

  private void configure(NetworkConfig network) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add(network.card());
    command.add(network.address());
    command.add(Integer.toString(network.prefix()));
    network.gateway().ifPresent(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE)) {
      process.destroyForcibly();
      throw new IOException("Tried to configure " + network.card() + ": no end after " + PATIENCE);
    }
    try (InputStream said = process.getInputStream()) {
      String why = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        throw new IOException("Tried to configure " + network.card() + ": " + why);
      }
    }
  }

  /** Replaces the file as a whole; whoever reads it meanwhile sees the old one. */
  private void writeServers(List<String> servers) throws IOException {
    String text =
        servers.stream().map(server -> "nameserver " + server + "\n").collect(Collectors.joining());
    Path fresh = resolver.resolveSibling(resolver.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(
        fresh, resolver, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
