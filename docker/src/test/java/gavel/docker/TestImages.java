package gavel.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The images, on stand-ins for those that a registry would give. */
final class TestImages {
  private static final String BASE = "gavel-test/base";
  private static final String JDK = "gavel-test/jdk";
  private static final String SUITE = "bookworm";
  private static final String PACKAGES = "gcc,libc6-dev";

  private final DockerDaemon daemon;
  private final Path sources;
  private final Path home;

  /**
   * Builds for that daemon.
   *
   * @param sources the directory docker/ of the sources
   * @param home the distribution
   */
  TestImages(DockerDaemon daemon, Path sources, Path home) {
    this.daemon = daemon;
    this.sources = sources;
    this.home = home;
  }

  /** Afterwards there are gavel/worker, gavel/executor and gavel/kafka. */
  void build() throws IOException, InterruptedException {
    daemon.docker("import", base().toString(), BASE);
    importJdk();
    Command.succeed(
        daemon.environment(),
        List.of(
            sources.resolve("build").toString(),
            "--home",
            home.toString(),
            "--kafka",
            "--",
            "--build-arg",
            "BASE=" + BASE,
            "--build-arg",
            "JDK_IMAGE=" + JDK,
            "--build-arg",
            "PACKAGES="));
  }

  /** The Java that this runs on; links in it may lead out of it. */
  private void importJdk() throws IOException, InterruptedException {
    String script =
        """
        set -e
        tar -C "$1" --dereference -c . | docker import - %2$s-files >/dev/null
        printf 'FROM %1$s\\nCOPY --from=%2$s-files / /opt/jdk\\nENV PATH=/opt/jdk/bin:/usr/sbin:/usr/bin:/sbin:/bin\\n' |
          docker build --quiet --tag %2$s -
        """
            .replace("%1$s", BASE)
            .replace("%2$s", JDK);
    Command.succeed(
        daemon.environment(),
        List.of("bash", "-c", script, "bash", System.getProperty("java.home")));
  }

  /** Debian's smallest system with a C compiler, kept for the next time. */
  private static Path base() throws IOException, InterruptedException {
    Path kept =
        Path.of(System.getProperty("user.home"), ".cache/gavel/docker-base")
            .resolve(SUITE + "-" + PACKAGES + ".tar");
    if (!Files.exists(kept)) {
      Files.createDirectories(kept.getParent());
      Path fresh = Files.createTempFile(kept.getParent(), "new", ".tar");
      Path work = Files.createTempDirectory("gavel-debootstrap");
      String script =
          """
          set -e
          debootstrap --variant=minbase --include="$3" "$4" "$1/root" >"$1/log" 2>&1 || { tail "$1/log" >&2; exit 3; }
          tar -C "$1/root" --one-file-system --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' -cf "$2" .
          rm -rf --one-file-system "$1"
          """;
      Command.succeed(
          Map.of(),
          List.of(
              "bash", "-c", script, "bash", work.toString(), fresh.toString(), PACKAGES, SUITE));
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    return kept;
  }
}
