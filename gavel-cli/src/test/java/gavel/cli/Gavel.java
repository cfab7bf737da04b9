package gavel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the {@code gavel} command of the distribution that this build made, as a user would. */
final class Gavel {
  private static final Path HOME = Path.of(System.getProperty("gavel.home"));

  private Gavel() {}

  /** What a command left behind. */
  record Outcome(int exitCode, String stdout, String stderr) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(stdout);
    }
  }

  static Process start(Path stderr, String... arguments) throws IOException {
    return start(List.of(), List.of(), stderr, arguments);
  }

  /** With options for its JVM. */
  static Process start(Path stderr, List<String> jvmOptions, String... arguments)
      throws IOException {
    return start(List.of(), jvmOptions, stderr, arguments);
  }

  /** As an ordinary user, whose files lie in that directory. */
  static Process startAs(int uid, Path directory, Path stderr, String... arguments)
      throws IOException {
    return start(as(uid), temporary(directory), stderr, arguments);
  }

  /** The same, where part of /proc is hidden, as containers do it. */
  static Outcome runWithoutWholeProc(int uid, Path directory, String... arguments)
      throws IOException, InterruptedException {
    String hide = "mount -t tmpfs hidden /proc/fs && exec \"$@\"";
    List<String> wrapper =
        Stream.of(List.of("unshare", "--mount", "sh", "-c", hide, "sh"), as(uid))
            .flatMap(List::stream)
            .toList();
    return run(wrapper, temporary(directory), arguments);
  }

  private static List<String> as(int uid) {
    return List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
  }

  private static List<String> temporary(Path directory) {
    return List.of("-Djava.io.tmpdir=" + directory);
  }

  private static Process start(
      List<String> wrapper, List<String> jvmOptions, Path stderr, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(jvmOptions);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", HOME.resolve("lib/cli") + "/*", "gavel.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().put("GAVEL_HOME", HOME.toString());
    return builder.start();
  }

  static Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), List.of(), arguments);
  }

  /** As an ordinary user, whose files lie in that directory. */
  static Outcome runAs(int uid, Path directory, String... arguments)
      throws IOException, InterruptedException {
    return run(as(uid), temporary(directory), arguments);
  }

  private static Outcome run(List<String> wrapper, List<String> jvmOptions, String... arguments)
      throws IOException, InterruptedException {
    Path stderr = Files.createTempFile("gavel-it", ".err");
    try {
      Process process = start(wrapper, jvmOptions, stderr, arguments);
      process.getOutputStream().close();
      String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), stdout, Files.readString(stderr));
    } finally {
      Files.delete(stderr);
    }
  }
}
