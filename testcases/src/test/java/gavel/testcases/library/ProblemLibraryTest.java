package gavel.testcases.library;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.library.ProblemLookup.Found;
import gavel.testcases.library.ProblemLookup.NotFound;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemLibraryTest {
  @TempDir private Path directory;

  private Path problem(String place) throws IOException {
    Path path = directory.resolve(place);
    Files.createDirectories(path.resolve("data/secret"));
    Files.writeString(path.resolve("problem.yaml"), "name: " + place + "\n");
    Files.writeString(path.resolve("data/secret/1.in"), "1\n");
    Files.writeString(path.resolve("data/secret/1.ans"), "1\n");
    return path;
  }

  private ProblemLibrary library(String... names) {
    return new ProblemLibrary(
        Stream.of(names).map(name -> new ProblemDirectory(directory.resolve(name))).toList());
  }

  private static ProblemPackage found(ProblemLookup lookup) {
    return switch (lookup) {
      case Found(ProblemPackage problem) -> problem;
      case NotFound(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String reason(ProblemLookup lookup) {
    return switch (lookup) {
      case Found(ProblemPackage problem) -> throw new AssertionError(problem.id());
      case NotFound(String reason) -> reason;
    };
  }

  @Test
  void findsPackagesDirectlyAndOneLevelDeeper() throws IOException {
    problem("one/hello");
    problem("one/contest/sum");
    problem("one/contest/deeper/hidden");
    Files.createDirectories(directory.resolve("one/empty/nothing"));
    ProblemLibrary library = library("one");
    assertThat(found(library.find("hello")).metadata().name()).isEqualTo("one/hello");
    assertThat(found(library.find("sum")).metadata().name()).isEqualTo("one/contest/sum");
    assertThat(library.ids()).extracting(ProblemId::value).containsExactly("hello", "sum");
    assertThat(reason(library.find("hidden")))
        .isEqualTo(
            "There is no problem \"hidden\"; in "
                + directory.resolve("one")
                + " there are hello, sum");
  }

  @Test
  void aPackageIsNotAGroupOfPackages() throws IOException {
    problem("one/hello");
    problem("one/hello/inner");
    assertThat(library("one").find("inner")).isInstanceOf(NotFound.class);
  }

  @Test
  void theFirstDirectoryWinsButOneDirectoryMustBeClear() throws IOException {
    problem("one/a/sum");
    problem("two/sum");
    assertThat(found(library("two", "one").find("sum")).metadata().name()).isEqualTo("two/sum");
    assertThat(found(library("one", "two").find("sum")).metadata().name()).isEqualTo("one/a/sum");
    problem("one/b/sum");
    assertThat(reason(library("one").find("sum"))).contains("in more than one place");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../one/hello",
        "contest/sum",
        "/etc",
        "hello\0",
        ".git",
        "a b",
        "hello/",
        "-x",
        "\u001b[1m"
      })
  void anIdIsNeverAPath(String id) throws IOException {
    problem("one/hello");
    problem("one/contest/sum");
    assertThat(reason(library("one").find(id)))
        .startsWith("There is no problem \"")
        .endsWith(ProblemId.RULE)
        .doesNotContain("\u001b");
  }

  @Test
  void nothingAnywhere() throws IOException {
    assertThat(reason(new ProblemLibrary(List.of(new ProblemDirectory(directory))).find("sum")))
        .isEqualTo("There is no problem \"sum\"; no problem packages are in " + directory);
  }

  @Test
  void longListsAreCut() throws IOException {
    for (int i = 10; i < 35; i++) {
      problem("one/p" + i);
    }
    assertThat(reason(library("one").find("sum"))).endsWith("p28, p29, and 5 more");
  }

  @Test
  void readsAgainOnlyWhatChanged() throws IOException {
    Path path = problem("one/hello");
    ProblemLibrary library = library("one");
    ProblemPackage first = found(library.find("hello"));
    assertThat(found(library.find("hello"))).isSameAs(first);
    Files.writeString(path.resolve("data/secret/1.ans"), "22\n");
    ProblemPackage second = found(library.find("hello"));
    assertThat(second).isNotSameAs(first);
    assertThat(second.tests().getFirst().answer().size().bytes()).isEqualTo(3);
    assertThat(found(library.find("hello"))).isSameAs(second);
  }
}
