package gavel.testcases.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gavel.testcases.library.ProblemLookup.Found;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.DefaultValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packages of a real contest, in the directory that the system property names. */
class ContestPackagesIT {
  private static final String PROPERTY = "gavel.contest";

  private ProblemLibrary library = new ProblemLibrary(List.of());

  @BeforeEach
  void find() {
    String contest = System.getProperty(PROPERTY, "");
    assumeTrue(!contest.isEmpty(), "the system property " + PROPERTY + " is not set");
    Path directory = Path.of(contest);
    assertThat(Files.isDirectory(directory)).as("%s=%s is a directory", PROPERTY, contest).isTrue();
    library = new ProblemLibrary(List.of(new ProblemDirectory(directory)));
  }

  private ProblemPackage read(ProblemId id) throws IOException {
    ProblemLookup lookup = library.find(id.value());
    assertThat(lookup).isInstanceOf(Found.class);
    return ((Found) lookup).problem();
  }

  @Test
  void allSevenReadWithoutErrors() throws IOException {
    List<ProblemId> ids = library.ids();
    assertThat(ids).hasSize(7);
    for (ProblemId id : ids) {
      ProblemPackage problem = read(id);
      assertThat(problem.errors()).extracting(PackageProblem::toString).as(id.value()).isEmpty();
      assertThat(problem.tests()).as(id.value()).isNotEmpty();
      assertThat(problem.timeLimit()).as(id.value()).isPresent();
      assertThat(problem.tests()).as(id.value()).hasSizeGreaterThan(10);
      assertThat(problem.tests().getFirst().sample()).as(id.value()).isTrue();
      assertThat(problem.revision()).as(id.value()).hasSize(64);
    }
  }

  @Test
  void everyAnswerIsAcceptedAndNothingIsNot() throws IOException {
    for (ProblemId id : library.ids()) {
      for (TestCase test : read(id).tests()) {
        assertThat(check(test, test.answer().open()))
            .as("%s %s", id, test.name())
            .isEqualTo(new CheckOutcome.Accepted());
        assertThat(check(test, InputStream.nullInputStream()))
            .as("%s %s", id, test.name())
            .isInstanceOf(CheckOutcome.Rejected.class);
      }
    }
  }

  private static CheckOutcome check(TestCase test, InputStream output) throws IOException {
    Validation.Default validation = (Validation.Default) test.validation();
    try (output;
        InputStream answer = test.answer().open()) {
      return DefaultValidator.of(validation.flags()).check(answer, output);
    }
  }
}
