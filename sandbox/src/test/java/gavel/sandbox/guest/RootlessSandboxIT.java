package gavel.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sandbox's tests as an ordinary user, in a process of that user; one test here for each there.
 */
@Tag("sandbox")
final class RootlessSandboxIT {
  /** It takes three minutes on two busy cores. */
  private static final int LIMIT_MINUTES = 20;

  private static final int UID =
      1_000_000 + Math.toIntExact(ProcessHandle.current().pid() % 1_000_000);

  private static final List<String> CLASSES =
      Stream.of("HostileRootlessIT", "RootlessFaultsIT").map("gavel.sandbox."::concat).toList();

  /** What the user cannot read where it is, such as jars in root's home. */
  private static List<String> copyClassPath(Path directory) throws Exception {
    List<String> copies = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path copy = directory.resolve(Integer.toString(copies.size()));
      copy(Path.of(place), copy);
      copies.add(copy.toString());
    }
    return copies;
  }

  private static void copy(Path from, Path to) throws Exception {
    if (Files.exists(from)) {
      run(List.of("cp", "-rL", from.toString(), to.toString()));
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as("%s", command)
        .isZero();
  }

  private static List<String> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> {
          try {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            return Files.getAttribute(proc, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(UID);
          } catch (IOException gone) {
            return false;
          }
        })
        .map(process -> process.info().toString())
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> passesWithoutRoot(@TempDir Path directory) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path jars = Files.createDirectory(directory.resolve("jars"));
    Path sources = Files.createDirectories(directory.resolve("src/test"));
    copy(Path.of("src/test/hostile"), sources.resolve("hostile"));
    copy(Path.of("src/test/c"), sources.resolve("c"));
    Path results = directory.resolve("results.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + UID,
                "--regid=" + UID,
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                "-cp",
                String.join(File.pathSeparator, copyClassPath(jars)),
                RootlessTests.class.getName(),
                results.toString()));
    command.addAll(CLASSES);
    run(List.of("chown", "-R", UID + ":" + UID, directory.toString()));
    Process user = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    boolean ended = user.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    user.destroyForcibly().waitFor();
    assertThat(ended).as("ended in time").isTrue();
    GuestOutcome outcome = GuestOutcome.read(Files.readAllLines(results), "Its output is above");
    outcome.requireWhole(RootlessTests.SYSTEM, CLASSES);
    assertThat(processes()).as("processes of the user").isEmpty();
    return outcome.tests().stream()
        .map(test -> dynamicTest(test.name(), () -> outcome.requirePassed(test)));
  }
}
