package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.RunLimits;
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

  private WorkTree tree(StateDir state, String... names) throws IOException {
    List<SourceFile> sources = Stream.of(names).map(WorkTreeIT::file).toList();
    return WorkTree.open(state, SourcePlaces.of(sources, RunLimits.compiler()), SOMEBODY);
  }

  @Test
  void whatACompilerPlantsIsNotTaken() throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside"), "precious");
    Path box = Files.createDirectory(temporary.resolve("box"));
    try (StateDir state = StateDir.take(temporary.resolve("state"))) {
      try (WorkTree tree = tree(state, "a.c", "lib/b.c")) {
        tree.fill(box);
        assertThat(owner(box.resolve("lib/b.c"))).isEqualTo(SOMEBODY);
        assertThat(owner(box)).isEqualTo(SOMEBODY);
        Files.createSymbolicLink(box.resolve("link"), outside);
        Files.createLink(box.resolve("hard"), outside);
        Files.delete(box.resolve("lib/b.c"));
        Files.delete(box.resolve("lib"));
        Files.createSymbolicLink(box.resolve("lib"), state.blobs());
        tree.collect(box);
        assertThat(tree.product()).isEqualTo(new Copied(ByteSize.ofBytes(6), 3));
        assertThat(owner(tree.directory().resolve("a.c"))).isEqualTo(0);
        try (Stream<Path> taken = Files.list(tree.directory())) {
          assertThat(taken).containsExactly(tree.directory().resolve("a.c"));
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
    Path box = Files.createDirectory(temporary.resolve("box"));
    try (StateDir state = StateDir.take(temporary.resolve("state"))) {
      try (WorkTree tree = tree(state);
          RandomAccessFile sparse = new RandomAccessFile(box.resolve("huge").toFile(), "rw")) {
        sparse.setLength(1L << 40);
        tree.collect(box);
        assertThat(tree.product()).isInstanceOf(Refused.class);
      }
      assertThat(state.root().resolve("scratch")).isEmptyDirectory();
    }
  }

  @Test
  void withoutACompilerTheSourcesAreTheProduct() throws IOException {
    try (StateDir state = StateDir.take(temporary.resolve("state"));
        WorkTree tree = tree(state, "main.awk", "lib/deep/c with space", "ä")) {
      tree.passThrough();
      assertThat(tree.product()).isInstanceOf(Copied.class);
      assertThat(tree.directory().resolve("lib/deep/c with space")).hasContent("source");
      assertThat(tree.directory().resolve("ä")).hasContent("source");
    }
  }
}
