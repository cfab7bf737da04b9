package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config/aot-cache}, with a Java that makes empty caches. */
class AotCacheTest {
  @TempDir Path directory;

  @BeforeEach
  void makeAll() throws IOException {
    Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\nfor word; do case $word in -XX:AOTCacheOutput=*)"
            + " echo cache >${word#*=} ;; esac; done\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(directory.resolve("lib"));
    Files.writeString(jar(), "a jar");
  }

  private Path jar() {
    return directory.resolve("lib/a.jar");
  }

  private List<String> caches(String... more) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("../config/aot-cache", "--java", directory + "/jdk"),
                Stream.concat(
                    Stream.of("--lib", directory + "/lib", "--out", directory + "/aot"),
                    Stream.of(more)))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    try (Stream<Path> files = Files.list(directory.resolve("aot"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".aot"))
          .toList();
    }
  }

  @Test
  void equalJarsOfAnotherTimeHaveAnotherCache() throws Exception {
    List<String> before = caches();
    assertThat(before).hasSize(1);
    assertThat(caches()).isEqualTo(before);
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(caches()).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void inAnImageTheirContentDecides() throws Exception {
    List<String> before = caches("--at", "/opt/lib");
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(caches("--at", "/opt/lib")).isEqualTo(before);
    Files.writeString(jar(), "another");
    assertThat(caches("--at", "/opt/lib")).hasSize(1).doesNotContainAnyElementsOf(before);
  }
}
