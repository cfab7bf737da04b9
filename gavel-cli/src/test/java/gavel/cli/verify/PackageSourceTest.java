package gavel.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.ScratchSpace;
import gavel.model.language.Languages;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageSourceTest {
  @TempDir private Path dir = Path.of("");

  private static OpenedPackage open(Path place) throws IOException, EnvironmentProblem {
    try (ScratchSpace scratch = ScratchSpace.open()) {
      return new PackageSource(scratch, Languages.bundled()).open(place);
    }
  }

  @Test
  void aDirectoryIsReadUnderItsName() throws Exception {
    OpenedPackage opened = open(new SmallPackage(dir, "twice").root());
    assertThat(opened.name()).isEqualTo("twice");
    assertThat(opened.problems()).isEmpty();
    assertThat(opened.problem()).isPresent();
  }

  @Test
  void aNameThatCannotBeAnIdIsAnErrorAndItGoesOn() throws Exception {
    OpenedPackage opened = open(new SmallPackage(dir, "twice as much!").root());
    assertThat(opened.name()).isEqualTo("twice-as-much-");
    assertThat(opened.problems())
        .extracting(PackageProblem::file)
        .containsExactly("twice as much!");
    assertThat(opened.problem()).isPresent();
  }

  @Test
  void whatIsNoArchiveIsRefused() throws Exception {
    OpenedPackage opened = open(Files.writeString(dir.resolve("a.zip"), "no archive"));
    assertThat(opened.problem()).isEmpty();
    assertThat(opened.problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "", ".zip", "päckchen.zip", "a b", "..", "ALL.kpp"})
  void everyNameHasAnIdNearIt(String name) {
    assertThat(ProblemId.of(PackageSource.idLike(name))).isPresent();
    assertThat(ProblemId.of(PackageSource.idLike(name.repeat(100)))).isPresent();
  }
}
