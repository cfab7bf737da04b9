package gavel.bench.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compilers as anybody starts them: the same command, in a directory, without a sandbox. */
final class PlainCompiler {
  private final Path directory;

  PlainCompiler(Path directory) {
    this.directory = directory;
  }

  /** Compiles, and returns how many nanoseconds it took. */
  long compile(Submission submission, String source) throws IOException, InterruptedException {
    Files.writeString(directory.resolve(submission.language().source()), source);
    ProcessBuilder builder =
        new ProcessBuilder(submission.command())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    builder.environment().putAll(submission.language().environment());
    // A cache of its own, which is warm after the first time, as people's are.
    builder.environment().put("GOCACHE", directory.resolve("go-cache").toString());
    builder.environment().put("GOPATH", directory.resolve("go").toString());
    long begin = System.nanoTime();
    int code = builder.start().waitFor();
    long took = System.nanoTime() - begin;
    if (code != 0) {
      throw new IOException(
          submission.title() + " fails: " + Files.readString(directory.resolve("log")));
    }
    return took;
  }
}
