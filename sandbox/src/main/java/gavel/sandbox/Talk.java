package gavel.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What joins a program to another one. Standard output is not collected then, nor counted. One that
 * does next to nothing in the last second of its wall clock limit ends as {@code IDLE}.
 *
 * @param input of a pipe, the path of an {@link InputPipe} or {@link JoinedPipe#readPath}
 * @param output {@link JoinedPipe#writePath} of another
 * @param listener is told when the program has ended
 */
public record Talk(Path input, Path output, Listener listener) {
  /** Hears of the end of one side. */
  @FunctionalInterface
  public interface Listener {
    /**
     * All of the program is gone, and so are its ends of the pipes; called in the thread of the
     * run, before anything is taken out of its box.
     */
    void ended(RunReport report) throws IOException;
  }
}
