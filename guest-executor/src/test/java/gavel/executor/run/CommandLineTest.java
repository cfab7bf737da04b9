package gavel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.executor.store.Artifact;
import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  @Test
  void placesAreFilledIn() {
    assertThat(
            CommandLine.of(
                    List.of("cc", "{sources}", "-o", "x{sources}", "-m{memory_mib}", "{entry}"))
                .sources(List.of("a.c", "b c.c"))
                .entry("main.c")
                .memory(ByteSize.ofMiB(64))
                .argv())
        .containsExactly("cc", "a.c", "b c.c", "-o", "x{sources}", "-m64", "main.c");
  }

  @Test
  void flagsAreWordsOfTheirOwn() {
    CommandLine command = CommandLine.of(List.of("cc", "{flags}", "{sources}", "-D{flags}"));
    assertThat(command.sources(List.of("a.c")).flags(List.of("-DX=a b", "{sources}", "")).argv())
        .containsExactly("cc", "-DX=a b", "{sources}", "", "a.c", "-D{flags}");
    assertThat(command.sources(List.of("a.c")).argv()).containsExactly("cc", "a.c", "-D{flags}");
  }

  @Test
  void noFileNameIsAnOption() {
    assertThat(
            CommandLine.of(List.of("{sources}")).sources(List.of("-o.c", "@args.c", "a-.c")).argv())
        .containsExactly("./-o.c", "./@args.c", "a-.c");
  }

  @Test
  void anEntryIsNotLookedThroughAgain() {
    assertThat(CommandLine.of(List.of("{entry}")).entry("{memory_mib}.py").argv())
        .containsExactly("{memory_mib}.py");
  }

  @Test
  void anEntryIsTakenWithoutItsExtension() {
    CommandLine command = CommandLine.of(List.of("/box/{entry_stem}.js"));
    assertThat(command.entry("lib/main.ts").argv()).containsExactly("/box/lib/main.js");
    assertThat(command.entry("a.b/main").argv()).containsExactly("/box/a.b/main.js");
    assertThat(command.entry(".ts").argv()).containsExactly("/box/.ts.js");
  }

  @Test
  void theLanguageAddsToTheEnvironment() {
    LanguageDefinition python = Languages.bundled().byId("python").orElseThrow();
    assertThat(CommandLine.environment(python))
        .containsEntry("HOME", "/tmp")
        .containsEntry("LANG", "C.UTF-8")
        .containsEntry("PYTHONIOENCODING", "utf-8");
  }

  @Test
  void argumentsThatNoProgramCanGetAreRefused() {
    refused(List.of("a\0b"));
    refused(Collections.nCopies(1025, "x"));
    refused(List.of("x".repeat(200_000)));
  }

  private static void refused(List<String> args) {
    LanguageDefinition c = Languages.bundled().byId("c").orElseThrow();
    Artifact artifact = new Artifact("key", Path.of("/x"), c, "", Artifact.Facts.NONE);
    RunLimits limits = RunLimits.contestant(Duration.ofSeconds(1));
    assertThatThrownBy(() -> RunJob.reading(new Input.None(), artifact, args, limits))
        .isInstanceOfSatisfying(
            InvalidField.class, invalid -> assertThat(invalid.field()).isEqualTo("args"));
  }
}
