package gavel.cli.program;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where what commands compile outlives them: the executor finds it again, and trusts nobody else's.
 */
final class UserCache {
  /** Another directory; empty: none. */
  private static final String VARIABLE = "GAVEL_CACHE";

  private static final Path OF_ROOT = Path.of("/var/cache/gavel");

  private UserCache() {}

  /** That of the user who runs this. */
  static Optional<Path> directory() {
    return directory(ServiceUser.isRoot(), System::getenv);
  }

  /** The XDG base directory specification has it that a path which is not absolute is ignored. */
  static Optional<Path> directory(boolean root, UnaryOperator<@Nullable String> environment) {
    String named = environment.apply(VARIABLE);
    if (named != null) {
      return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named).toAbsolutePath());
    }
    if (root) {
      return Optional.of(OF_ROOT);
    }
    return absolute(environment.apply("XDG_CACHE_HOME"))
        .or(() -> absolute(environment.apply("HOME")).map(home -> home.resolve(".cache")))
        .map(caches -> caches.resolve("gavel"));
  }

  private static Optional<Path> absolute(@Nullable String path) {
    return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
  }
}
