package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootfsPlanTest {
  @TempDir Path toolchain;

  @Test
  void showsToolchainsAndNothingPrivate() throws IOException {
    Path nested = Files.createDirectory(toolchain.resolve("bin"));
    Path missing = toolchain.resolve("missing");

    RootfsPlan plan = RootfsPlan.hostToolchains(List.of(nested, toolchain, missing));

    assertThat(plan.binds()).contains(Path.of("/usr"), toolchain).doesNotContain(nested, missing);
    assertThat(plan.binds())
        .noneMatch(path -> path.startsWith("/home") || path.startsWith("/root"))
        .doesNotContain(Path.of("/etc"), Path.of("/var"), Path.of("/"));
    assertThat(plan.files()).containsKey(Path.of("/etc/nsswitch.conf"));
  }

  @Test
  void knowsTheSlotsUser() {
    RootfsPlan plan = new RootfsPlan(List.of(), List.of(), Map.of(), Map.of()).withAccount(60003);

    assertThat(plan.files().get(Path.of("/etc/passwd"))).contains("runner:x:60003:60003:");
    assertThat(plan.files().get(Path.of("/etc/group"))).contains("runner:x:60003:");
  }

  @Test
  void refusesPathsThatAreNotPlain() {
    for (String path : List.of("usr", "/usr/../etc")) {
      assertThatThrownBy(
              () -> new RootfsPlan(List.of(Path.of(path)), List.of(), Map.of(), Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(path);
    }
  }
}
