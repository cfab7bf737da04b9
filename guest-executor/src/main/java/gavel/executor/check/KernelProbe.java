package gavel.executor.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What came of trying: by the name of the thing, why it does not work; an empty text when it does.
 */
record KernelProbe(Map<String, String> failures) {
  private static final String PROGRAM = "gavel-probe";

  /** Each of two dozen children gets five seconds, of which it needs milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  KernelProbe {
    failures = Map.copyOf(failures);
  }

  /** Puts the probe program that this jar carries into this directory; returns its place. */
  static Path installIn(Path directory) throws IOException {
    Path program = directory.resolve(PROGRAM);
    try (InputStream bytes = KernelProbe.class.getResourceAsStream(PROGRAM)) {
      if (bytes == null) {
        throw new IOException("Tried to read " + PROGRAM + " from the jar: it is not there");
      }
      Files.copy(bytes, program);
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-x------"));
    return program;
  }

  /** Runs it; takes some ten milliseconds. */
  static KernelProbe run(Path program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    // what it says fits the pipe, so nothing has to be read before it has ended
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException(PROGRAM + " did not end within " + PATIENCE.toSeconds() + " s");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IOException(PROGRAM + " ended with exit code " + process.exitValue());
    }
    return parse(said);
  }

  /** Reads lines of {@code NAME ok} or {@code NAME STEP: MESSAGE}. */
  static KernelProbe parse(String lines) {
    Map<String, String> failures = new HashMap<>();
    for (String line : lines.lines().toList()) {
      int space = line.indexOf(' ');
      String said = line.substring(space + 1);
      failures.put(line.substring(0, Math.max(0, space)), said.equals("ok") ? "" : said);
    }
    return new KernelProbe(failures);
  }

  /** Why it does not work; nothing when it does. What was not tried does not work. */
  Optional<String> failure(String name) {
    String failure = failures.getOrDefault(name, "it was not tried");
    return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
  }
}
