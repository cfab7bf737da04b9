package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.sandbox.tree.CopyResult.Copied;
import gavel.sandbox.tree.CopyResult.Refused;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs root: it changes owners. */
@Tag("sandbox")
class WorkTreeIT {
  private static final int SOMEBODY = 64_321;
  @TempDir Path temporary;

  private static SourceFile file(String name) {
    return new SourceFile(name, Body.ofBytes(name, "source".getBytes(StandardCharsets.UTF_8)));
  }

  private static Object owner(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid");
  }

  @Test
  void whatACompilerPlantsIsNotTaken() throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside"), "precious");
    try (StateDir state = StateDir.take(temporary.resolve("state"))) {
      try (WorkTree tree = WorkTree.open(state)) {
        tree.write(List.of(file("a.c"), file("lib/b.c")));
        tree.giveTo(SOMEBODY);
        assertThat(owner(tree.box().resolve("lib/b.c"))).isEqualTo(SOMEBODY);
        assertThat(owner(tree.box())).isEqualTo(SOMEBODY);
        Files.createSymbolicLink(tree.box().resolve("link"), outside);
        Files.createLink(tree.box().resolve("hard"), outside);
        Files.delete(tree.box().resolve("lib/b.c"));
        Files.delete(tree.box().resolve("lib"));
        Files.createSymbolicLink(tree.box().resolve("lib"), state.blobs());
        assertThat(tree.copyOut(SOMEBODY)).isEqualTo(new Copied(ByteSize.ofBytes(6), 3));
        assertThat(owner(tree.product().resolve("a.c"))).isEqualTo(0);
        try (Stream<Path> taken = Files.list(tree.product())) {
          assertThat(taken).containsExactly(tree.product().resolve("a.c"));
        }
      }
      assertThat(state.blobs()).isEmptyDirectory();
      assertThat(state.root().resolve("scratch")).isEmptyDirectory();
    }
    assertThat(outside).hasContent("precious");
    assertThat(owner(outside)).isEqualTo(0);
  }

  @Test
  void tooMuchIsRefusedAndRemoved() throws IOException {
    try (StateDir state = StateDir.take(temporary.resolve("state"))) {
      try (WorkTree tree = WorkTree.open(state)) {
        try (RandomAccessFile sparse =
            new RandomAccessFile(tree.box().resolve("huge").toFile(), "rw")) {
          sparse.setLength(1L << 40);
        }
        assertThat(tree.copyOut(SOMEBODY)).isInstanceOf(Refused.class);
      }
      assertThat(state.root().resolve("scratch")).isEmptyDirectory();
    }
  }
}
