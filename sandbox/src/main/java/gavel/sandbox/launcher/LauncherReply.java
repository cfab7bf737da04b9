package gavel.sandbox.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One line of the launcher's standard output. */
public sealed interface LauncherReply {
  /** The slot is set up. */
  record Ready() implements LauncherReply {}

  /**
   * A run has been on its way for a millisecond; the read ends of its output pipes are these
   * descriptors of the launcher.
   */
  record Started(int stdout, int stderr) implements LauncherReply {}

  /** An empty {@code /box} is there; its root is this descriptor of the launcher. */
  record Box(int root) implements LauncherReply {}

  /** Nothing of earlier runs is left, and nothing is prepared for the next one. */
  record Resting() implements LauncherReply {}

  /** A run did not come to be, or the slot could not be set up: what was tried, and errno. */
  record Failed(String step, int errno) implements LauncherReply {}

  /**
   * A run is over and nothing of it lives.
   *
   * @param exitCode 0 to 255, or -1 when a signal ended the program
   * @param signal 1 to 64, or 0 when it exited
   * @param killed {@code none}, or why the launcher killed it
   * @param syscall number of the refused call, or -1
   * @param cpuTime of the control group since before the program was started
   * @param wallTime from just before execve to the program's end
   * @param userTime of everything that was waited for
   * @param systemTime of everything that was waited for
   * @param maxRssKib the largest resident set of a single process, in KiB
   * @param stdout the pipe with what of the program's output nobody has read yet
   * @param stderr the same of its errors
   * @param measured the texts of the files that were to be read at the end
   */
  record Ended(
      int exitCode,
      int signal,
      String killed,
      int syscall,
      Duration cpuTime,
      Duration wallTime,
      Duration userTime,
      Duration systemTime,
      long maxRssKib,
      Unread stdout,
      Unread stderr,
      List<String> measured)
      implements LauncherReply {
    /** Copies the list. */
    public Ended {
      measured = List.copyOf(measured);
    }
  }

  /** The read end of a pipe is this descriptor of the launcher, and so many bytes are in it. */
  record Unread(int descriptor, int bytes) {}

  /** Reads a line without its line feed; what it cannot be is an IOException that quotes it. */
  static LauncherReply parse(String line) throws IOException {
    return new LauncherReplyParser(line).parse();
  }
}
