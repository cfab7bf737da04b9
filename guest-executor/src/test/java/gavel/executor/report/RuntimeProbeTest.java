package gavel.executor.report;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuntimeProbeTest {
  @Test
  void aVersionIsTheFirstLineAndNothingWithoutTheProgram() {
    assertThat(RuntimeProbe.version(language("[/bin/echo, Toolchain 7]"))).contains("Toolchain 7");
    assertThat(RuntimeProbe.version(language("[/nowhere/cc, --version]"))).isEmpty();
  }

  private static LanguageDefinition language(String version) {
    LanguageDefinition c = Languages.bundled().byId("c").orElseThrow();
    return new LanguageDefinition(
        c.id(),
        c.variantOf(),
        c.inPackages(),
        c.name(),
        c.essential(),
        c.extensions(),
        c.marks(),
        c.source(),
        c.entry(),
        c.compile(),
        c.run(),
        c.environment(),
        java.util.List.of(version.substring(1, version.length() - 1).split(", ", -1)),
        c.packages(),
        c.install(),
        c.processes(),
        c.timeMultiplier(),
        c.probe());
  }

  @Test
  void aToolchainBringsItsOwnDirectories() {
    assertThat(ToolchainCache.files(Path.of("/box/program"))).isEmpty();
    assertThat(ToolchainCache.files(Path.of("/usr/bin/true")))
        .containsExactly(Path.of("/usr/bin/true"));
  }
}
