package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A user without root, of this test run's own. */
final class OrdinaryUser {
  static final int UID = 1_000_000 + Math.toIntExact(ProcessHandle.current().pid() % 1_000_000);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private OrdinaryUser() {}

  /** Makes the user the owner of a directory. */
  static void own(Path directory) throws IOException {
    Files.setAttribute(directory, "unix:uid", UID);
    Files.setAttribute(directory, "unix:gid", UID);
  }

  /** What dies with a namespace does so a moment after the command that made it. */
  static void assertNothingLives() {
    for (ProcessHandle process : processes()) {
      assertThat(process.onExit()).as("%s", process.info()).succeedsWithin(PATIENCE);
    }
    assertThat(processes()).as("processes of the user").isEmpty();
  }

  private static List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> {
          try {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            return Files.getAttribute(proc, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(UID);
          } catch (IOException gone) {
            return false;
          }
        })
        .toList();
  }
}
