package gavel.executor.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An image of gavel-init, Java, the executor's jars with its cache of classes, and {@code beside}.
 */
final class BareImage {
  /** The time of all files in an image; the cache fits jars of the same time. */
  private static final FileTime EPOCH = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private static final Path HOME = Path.of(System.getProperty("gavel.home"));
  private static final Path BUILD = Path.of("../docker/guest-image/build");

  private BareImage() {}

  static void build(Path directory) throws IOException, InterruptedException {
    Path layer = directory.resolve("layer");
    if (Files.exists(layer)) {
      execute(directory, "rm", "-r", layer.toString());
    }
    Path library = Files.createDirectories(layer.resolve("gavel/lib"));
    Path settings = Files.createDirectories(layer.resolve("etc/gavel"));
    Files.copy(HOME.resolve("libexec/gavel-init"), layer.resolve("init"));
    StaticPrograms.compile("beside", layer.resolve("beside"));
    copyJars(library);
    copyTestClass(AskOverVsock.class, layer.resolve("gavel/test"));
    assemble(directory);
    execute(
        directory,
        "../config/aot-cache",
        "--java",
        directory.resolve("java").toString(),
        "--lib",
        library.toString(),
        "--out",
        layer.resolve("gavel/aot").toString(),
        "--at",
        "/gavel/lib");
    List<String> command = new ArrayList<>(List.of("/beside", "/opt/java/bin/java"));
    command.addAll(Files.readAllLines(layer.resolve("gavel/aot/executor.options")));
    command.addAll(List.of("-XX:AOTMode=on", "gavel.executor.app.Main", "--init"));
    command.addAll(List.of("--vsock", "1024", "--device", "/dev/vport0p1"));
    Files.write(settings.resolve("executor.command"), command);
    assemble(directory, "--layer", layer.toString());
  }

  private static void copyTestClass(Class<?> program, Path classes) throws IOException {
    String name = program.getName().replace('.', '/') + ".class";
    Path copy = classes.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of("target/test-classes").resolve(name), copy);
  }

  private static void copyJars(Path library) throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("lib/executor"))) {
      for (Path jar : jars.toList()) {
        Path copy = library.resolve(jar.getFileName());
        Files.copy(jar, copy);
        Files.setLastModifiedTime(copy, EPOCH);
      }
    }
  }

  private static void assemble(Path directory, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(BUILD.toString(), "--variant", "bare"));
    command.addAll(List.of("--out", directory.toString()));
    command.addAll(List.of(options));
    execute(directory, command.toArray(String[]::new));
  }

  private static void execute(Path directory, String... command)
      throws IOException, InterruptedException {
    Path log = directory.resolve("build.log");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(List.of(command) + " failed:\n" + Files.readString(log));
    }
  }
}
