package gavel.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.testcases.problem.Constants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JurySourcesTest {
  @TempDir private Path dir = Path.of("");

  private Prepared kotlin(Set<String> installed) throws IOException {
    SmallPackage small = new SmallPackage(dir, "twice");
    small.file("submissions/accepted/a.kt", "fun main() {}\n");
    JurySources sources =
        new JurySources(
            Languages.bundled(), language -> installed.contains(language.id()), Constants.NONE);
    return sources.prepare(small.opened().problem().orElseThrow().submissions().getFirst());
  }

  @ParameterizedTest
  @CsvSource({"kotlin kotlin2, kotlin2, kotlin", "kotlin2, kotlin2, ''", "kotlin, kotlin, ''"})
  void aVariantStandsForALanguageAndThatBehindItWhereTheyAreInstalled(
      String installed, String runsIn, String behind) throws IOException {
    Candidate candidate = (Candidate) kotlin(Set.of(installed.split(" ", -1)));
    assertThat(candidate.language().map(LanguageDefinition::id)).contains(runsIn);
    assertThat(candidate.inItsOwn().flatMap(Candidate::language).map(LanguageDefinition::id))
        .isEqualTo(Optional.of(behind).filter(id -> !id.isEmpty()));
  }

  @Test
  void whereNeitherIsInstalledItIsSkipped() throws IOException {
    assertThat(kotlin(Set.of()))
        .isEqualTo(
            new Skip(
                Skip.Reason.LANGUAGE,
                "Kotlin is not installed: "
                    + "apt-get install --no-install-recommends kotlin default-jre-headless"));
  }
}
