package gavel.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
  private static String of(boolean root, Map<String, String> environment) {
    return UserCache.directory(root, environment::get).map(Path::toString).orElse("none");
  }

  @Test
  void eachUserHasOne() {
    assertThat(of(true, Map.of("HOME", "/root"))).isEqualTo("/var/cache/gavel");
    assertThat(of(false, Map.of("HOME", "/home/a"))).isEqualTo("/home/a/.cache/gavel");
    assertThat(of(false, Map.of("HOME", "/home/a", "XDG_CACHE_HOME", "/c"))).isEqualTo("/c/gavel");
    assertThat(of(false, Map.of("HOME", "/home/a", "XDG_CACHE_HOME", "c")))
        .isEqualTo("/home/a/.cache/gavel");
    assertThat(of(false, Map.of())).isEqualTo("none");
  }

  @Test
  void anotherOneCanBeNamedOrNone() {
    assertThat(of(true, Map.of("GAVEL_CACHE", "/x"))).isEqualTo("/x");
    assertThat(of(true, Map.of("GAVEL_CACHE", ""))).isEqualTo("none");
  }
}
