package gavel.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code gavel serve} keeps what must outlive it. */
public record DataDirectory(Path path) {
  private static final String BROKER = "bootstrap";

  /** {@code /var/lib/gavel} for root, below {@code $XDG_STATE_HOME} for anybody else. */
  public static DataDirectory standard() {
    if (ServiceUser.isRoot()) {
      return new DataDirectory(Path.of("/var/lib/gavel"));
    }
    String state = System.getenv("XDG_STATE_HOME");
    Path parent =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return new DataDirectory(parent.resolve("gavel"));
  }

  /** Notes where the broker listens, for other commands on this machine, until this one ends. */
  public void noteBroker(String bootstrap) throws IOException {
    Path note = path.resolve(BROKER);
    note.toFile().deleteOnExit();
    Files.writeString(note, bootstrap + "\n");
  }

  /** Where the broker of the {@code gavel serve} that runs now listens. */
  public String runningBroker() throws EnvironmentProblem {
    try {
      return Files.readString(path.resolve(BROKER)).strip();
    } catch (IOException absent) {
      throw new EnvironmentProblem(
          "no `gavel serve` seems to run here ("
              + path.resolve(BROKER)
              + " cannot be read); name a broker with --bootstrap HOST:PORT",
          absent);
    }
  }
}
