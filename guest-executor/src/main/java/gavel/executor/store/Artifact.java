package gavel.executor.store;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A compiled program.
 *
 * @param key names the language, the sources, the entry point and the flags that it was made of
 * @param directory root's own; the program sees it as /box
 * @param entry the file or class to start; empty where the language needs none
 */
public record Artifact(
    String key, Path directory, LanguageDefinition language, String entry, Facts facts) {

  /** What was seen of the compiler. */
  public record Facts(String output, Duration cpuTime, Duration wallTime, ByteSize memory) {
    /** Nothing was compiled. */
    public static final Facts NONE = new Facts("", Duration.ZERO, Duration.ZERO, ByteSize.ZERO);

    /** The same with other words of the compiler. */
    public Facts withOutput(String words) {
      return new Facts(words, cpuTime, wallTime, memory);
    }
  }
}
