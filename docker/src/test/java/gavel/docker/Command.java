package gavel.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, within ten minutes. */
record Command(int exitCode, String stdout, String stderr) {
  private static final int MINUTES = 10;

  /** Whatever its end is. */
  static Command run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("gavel-docker", ".out");
    Path err = Files.createTempFile("gavel-docker", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      return new Command(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** What it printed, where it ended well. */
  static String succeed(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Command ended = run(environment, words);
    if (ended.exitCode != 0) {
      throw new IOException(
          words + " ended with " + ended.exitCode + ": " + ended.stderr + ended.stdout);
    }
    return ended.stdout.strip();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
