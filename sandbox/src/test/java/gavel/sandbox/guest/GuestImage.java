package gavel.sandbox.guest;

import gavel.sandbox.CPrograms;
import gavel.sandbox.Slowness;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kernel and initramfs of a guest that runs tests of this module: {@code docker/guest-image/build}
 * with this JVM's class path, the tests' sources of C programs and the programs themselves.
 */
final class GuestImage {
  static final String RESULTS = "/dev/ttyS1";

  /** Engines and tools of other kinds of tests. */
  private static final String NOT_NEEDED = "(jqwik|jazzer|archunit).*\\.jar";

  private static final Path HOSTILE = Path.of("src/test/hostile");
  private static final Path OTHER = Path.of("src/test/c");

  private final Path directory;
  private final Path files;

  private GuestImage(Path directory) throws IOException {
    this.directory = directory;
    this.files = directory.resolve("layer/gavel");
    if (Files.exists(directory)) {
      delete(directory);
    }
    Files.createDirectories(files);
  }

  /**
   * Builds it in a directory, which is emptied before.
   *
   * @param slowness how much slower than this machine the guest is taken for
   * @param classes the names of the test classes
   */
  static GuestImage build(Path directory, int slowness, List<String> classes)
      throws IOException, InterruptedException {
    GuestImage image = new GuestImage(directory);
    image.putPrograms();
    image.putStart(slowness, classes, image.putClassPath());
    image.assemble();
    return image;
  }

  Path kernel() {
    return directory.resolve("vmlinuz");
  }

  Path initramfs() {
    return directory.resolve("initramfs");
  }

  private void putPrograms() throws IOException, InterruptedException {
    Path programs = Files.createDirectories(files.resolve("programs"));
    for (Path folder : List.of(HOSTILE, OTHER)) {
      Path copies = Files.createDirectories(files.resolve("sandbox").resolve(folder));
      for (Path source : cSources(folder)) {
        Files.copy(source, copies.resolve(source.getFileName()));
        CPrograms.make(source, programs);
      }
    }
  }

  private static List<Path> cSources(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
  }

  /** Returns where the entries are in the guest. */
  private List<String> putClassPath() throws IOException {
    Path library = Files.createDirectories(files.resolve("lib"));
    List<String> entries = new ArrayList<>();
    for (String name : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path entry = Path.of(name);
      if (Files.exists(entry) && !entry.getFileName().toString().matches(NOT_NEEDED)) {
        String copy = entries.size() + "-" + entry.getFileName();
        copyTree(entry, library.resolve(copy));
        entries.add("/gavel/lib/" + copy);
      }
    }
    return entries;
  }

  private void putStart(int slowness, List<String> classes, List<String> classPath)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("exec java -Xmx256m -XX:+UseSerialGC"));
    command.add("-XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED");
    command.add("-D" + CPrograms.PREBUILT + "=/gavel/programs");
    command.add("-D" + Slowness.PROPERTY + "=" + slowness);
    command.add("-cp " + String.join(":", classPath));
    command.add(GuestTests.class.getName());
    command.add(RESULTS);
    command.addAll(classes);
    Files.writeString(
        files.resolve("run"), "cd /gavel/sandbox\n" + String.join(" \\\n  ", command) + "\n");
  }

  private void assemble() throws IOException, InterruptedException {
    Path log = directory.resolve("build.log");
    Process build =
        new ProcessBuilder(
                "../docker/guest-image/build",
                "--variant",
                "test",
                "--out",
                directory.toString(),
                "--layer",
                directory.resolve("layer").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (build.waitFor() != 0) {
      throw new IOException("docker/guest-image/build failed:\n" + Files.readString(log));
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
