package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.executor.store.StateDir;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkTreeTest {
  @TempDir Path temporary;

  private static SourceFile file(String name) {
    return new SourceFile(name, Body.ofBytes(name, name.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void filesLieWhereTheirNamesSay() throws IOException {
    try (StateDir state = StateDir.take(temporary.resolve("state"))) {
      Path box;
      try (WorkTree tree = WorkTree.open(state)) {
        box = tree.box();
        tree.write(List.of(file("a.c"), file("lib/deep/b.c"), file("lib/c with space"), file("ä")));
        assertThat(box.resolve("lib/deep/b.c")).hasContent("lib/deep/b.c");
        assertThat(box.resolve("ä")).exists();
      }
      assertThat(box.getParent()).doesNotExist();
    }
  }

  static Stream<List<String>> unusable() {
    return Stream.of(
        List.of("../a"),
        List.of("/etc/passwd"),
        List.of("a/../../b"),
        List.of("."),
        List.of("a//b"),
        List.of("a/"),
        List.of(""),
        List.of("a\0b"),
        List.of("a\ud800b"),
        List.of("ä".repeat(200)),
        List.of("a/".repeat(20) + "b"),
        List.of("a", "a"),
        List.of("a", "a/b"),
        List.of("a/b", "a"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void namesThatCannotBeUsedAreRefused(List<String> names) throws IOException {
    try (StateDir state = StateDir.take(temporary.resolve("state"));
        WorkTree tree = WorkTree.open(state)) {
      assertThatThrownBy(() -> tree.write(names.stream().map(WorkTreeTest::file).toList()))
          .isInstanceOfSatisfying(
              InvalidField.class, invalid -> assertThat(invalid.field()).isEqualTo("files"));
    }
    assertThat(temporary.resolve("a")).doesNotExist();
  }

  @Test
  void aStateDirectoryBelongsToOneAndIsEmptied() throws IOException {
    Path directory = temporary.resolve("state");
    try (StateDir first = StateDir.take(directory)) {
      Files.writeString(first.newScratch().resolve("left"), "behind");
      assertThatThrownBy(() -> StateDir.take(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another executor uses it");
    }
    Files.createDirectories(directory.resolve("scratch/left/behind"));
    Files.writeString(Files.createDirectory(directory.resolve("bodies")).resolve("body"), "x");
    try (StateDir second = StateDir.take(directory)) {
      assertThat(second.bodies()).isEmptyDirectory();
      assertThat(directory.resolve("scratch")).isEmptyDirectory();
    }
    assertThat(directory.resolve("scratch")).doesNotExist();
  }
}
