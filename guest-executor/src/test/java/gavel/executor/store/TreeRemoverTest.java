package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemoverTest {
  /** Its path is longer than any call would take. */
  private static final int DEEP = 3000;

  @TempDir Path temporary;

  private void assertOnlyOthersAreLeft(String... names) throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(file -> file.getFileName().toString()).sorted()).containsExactly(names);
    }
  }

  @Test
  void linksAreDeletedNotFollowed() throws IOException {
    Path others = Files.createDirectory(temporary.resolve("others"));
    Files.writeString(others.resolve("file"), "precious");
    Path tree = Files.createDirectory(temporary.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("directory"), others);
    Files.createSymbolicLink(tree.resolve("file"), others.resolve("file"));
    Files.createSymbolicLink(tree.resolve("loop"), tree);
    Files.writeString(tree.resolve("a name\nwith a newline"), "x");
    TreeRemover.remove(tree);
    assertOnlyOthersAreLeft("others");
    assertThat(others.resolve("file")).hasContent("precious");
  }

  @Test
  void aLinkInPlaceOfTheTreeIsDeletedItself() throws IOException {
    Path others = Files.createDirectory(temporary.resolve("others"));
    Path link = Files.createSymbolicLink(temporary.resolve("tree"), others);
    TreeRemover.remove(link);
    assertOnlyOthersAreLeft("others");
  }

  @Test
  void noNestingIsTooDeep() throws IOException {
    Path tree = Files.createDirectory(temporary.resolve("tree"));
    for (int depth = 0; depth < DEEP; depth++) {
      Path outer = Files.createDirectory(temporary.resolve("outer"));
      Files.move(tree, outer.resolve("inner"));
      Files.move(outer, tree);
    }
    TreeRemover.remove(tree);
    assertOnlyOthersAreLeft();
  }

  @Test
  void nothingHappensWhereThereIsNothing() throws IOException {
    TreeRemover.remove(temporary.resolve("tree"));
    assertOnlyOthersAreLeft();
  }

  @Test
  void manyFilesInOneDirectory() throws IOException {
    Path tree = Files.createDirectory(temporary.resolve("tree"));
    for (int number = 0; number < 2000; number++) {
      Files.createFile(tree.resolve("file" + number));
    }
    TreeRemover.remove(tree);
    assertOnlyOthersAreLeft();
  }
}
