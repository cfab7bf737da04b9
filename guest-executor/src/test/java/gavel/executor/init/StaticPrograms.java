package gavel.executor.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The C programs of {@code src/test/c}, for roots that have no libraries. */
final class StaticPrograms {
  private StaticPrograms() {}

  static void compile(String name, Path program) throws IOException, InterruptedException {
    Process compiler =
        new ProcessBuilder(
                "gcc",
                "-std=c17",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-D_GNU_SOURCE",
                "-static",
                "-s",
                "-o",
                program.toString(),
                "src/test/c/" + name + ".c")
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (compiler.waitFor() != 0) {
      throw new IOException(name + ".c does not compile:\n" + said);
    }
  }
}
