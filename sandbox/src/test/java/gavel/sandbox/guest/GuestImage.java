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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Kernel and initramfs of a guest that runs tests of this module: {@code docker/guest-image/build}
 * with this JVM's class path, the tests' sources of C programs and the programs themselves.
 */
final class GuestImage {
  static final String RESULTS = "/dev/ttyS1";

  /** Engines and tools of other kinds of tests. */
  private static final String NOT_NEEDED = "(jqwik|jazzer|archunit).*\\.jar";

  /** The time of everything in the image: an archive of classes fits jars of the same time. */
  private static final FileTime EPOCH = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

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
    image.assemble();
    image.putPrograms();
    List<String> jars = image.putClassPath();
    image.putStart(slowness, classes, jars);
    image.putClassArchive(jars);
    image.assemble("--layer", directory.resolve("layer").toString());
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
    for (Path source : CPrograms.sources()) {
      Path copy = files.resolve("sandbox").resolve(source);
      Files.createDirectories(copy.getParent());
      Files.copy(source, copy);
      CPrograms.make(source, programs);
    }
  }

  /** Returns the jars, in order. */
  private List<String> putClassPath() throws IOException {
    Path library = Files.createDirectories(files.resolve("lib"));
    List<String> jars = new ArrayList<>();
    for (String name : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path entry = Path.of(name);
      if (Files.exists(entry) && !entry.getFileName().toString().matches(NOT_NEEDED)) {
        String jar =
            jars.size() + "-" + entry.getFileName().toString().replace(".jar", "") + ".jar";
        if (Files.isDirectory(entry)) {
          packJar(entry, library.resolve(jar));
        } else {
          Files.copy(entry, library.resolve(jar));
        }
        Files.setLastModifiedTime(library.resolve(jar), EPOCH);
        jars.add(jar);
      }
    }
    return jars;
  }

  private static void packJar(Path classes, Path jar) throws IOException {
    try (Stream<Path> all = Files.walk(classes);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
        entry.setLastModifiedTime(EPOCH);
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  private static List<String> java(Path program, String archiveOption, List<String> classPath) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-Xmx256m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", archiveOption));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    return command;
  }

  private void putStart(int slowness, List<String> classes, List<String> jars) throws IOException {
    List<String> command =
        java(
            Path.of("/opt/java/bin/java"),
            "-XX:SharedArchiveFile=/gavel/classes.jsa",
            jars.stream().map("/gavel/lib/"::concat).toList());
    command.add("-D" + CPrograms.PREBUILT + "=/gavel/programs");
    command.add("-D" + Slowness.PROPERTY + "=" + slowness);
    command.addAll(List.of(GuestTests.class.getName(), RESULTS));
    command.addAll(classes);
    Files.writeString(
        files.resolve("run"), "cd /gavel/sandbox\nexec " + String.join(" \\\n  ", command) + "\n");
  }

  /**
   * Archives the classes that running any test takes: to load and verify them in the guest would
   * take longer than many tests. Where the archive does not fit, Java runs without.
   */
  private void putClassArchive(List<String> jars) throws IOException, InterruptedException {
    Path library = files.resolve("lib").toAbsolutePath();
    List<String> command =
        java(
            directory.resolve("java/bin/java"),
            "-XX:ArchiveClassesAtExit=" + files.resolve("classes.jsa"),
            jars.stream().map(jar -> library.resolve(jar).toString()).toList());
    command.addAll(List.of(GuestTests.class.getName(), "/dev/null"));
    command.add(GuestReportTest.class.getName());
    execute(command);
  }

  private void assemble(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("../docker/guest-image/build"));
    command.addAll(List.of("--variant", "test", "--out", directory.toString()));
    command.addAll(List.of(options));
    execute(command);
  }

  private void execute(List<String> command) throws IOException, InterruptedException {
    Path log = directory.resolve("build.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed:\n" + Files.readString(log));
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
