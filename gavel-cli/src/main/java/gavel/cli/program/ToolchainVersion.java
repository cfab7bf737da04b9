package gavel.cli.program;

import gavel.model.language.LanguageDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks an installed toolchain for its version. */
public final class ToolchainVersion {
  private static final int MOST_OUTPUT = 4096;
  private static final long PATIENCE_SECONDS = 20;

  private ToolchainVersion() {}

  /** The first line that its version command prints; nothing where it is not installed. */
  public static Optional<String> of(LanguageDefinition language) {
    if (!Toolchains.isInstalled(language)) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(language.version())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      try (InputStream output = process.getInputStream()) {
        Thread deadline = Thread.ofVirtual().start(() -> endLate(process));
        String text = new String(output.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        deadline.interrupt();
        return text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .or(() -> Optional.of("unknown"));
      }
    } catch (IOException broken) {
      return Optional.of("unknown: " + broken.getMessage());
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException answered) {
      Thread.currentThread().interrupt();
    }
  }
}
