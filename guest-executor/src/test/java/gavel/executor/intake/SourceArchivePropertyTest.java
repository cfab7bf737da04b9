package gavel.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.compile.SourceFile;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SourceArchivePropertyTest {
  @Provide
  static Arbitrary<Map<String, String>> trees() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange('a', 'd')
            .withChars(' ', '-', 'ä', '\\', '"')
            .ofMinLength(1)
            .ofMaxLength(5);
    // Files end in .x and directories do not: so nothing is both.
    Arbitrary<String> paths =
        names.list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("/", parts) + ".x");
    Arbitrary<String> contents = Arbitraries.strings().ofMaxLength(40_000);
    return Arbitraries.maps(paths, contents).ofMinSize(1).ofMaxSize(8);
  }

  @Property(tries = 60)
  void whatIsPackedIsUnpacked(@ForAll("trees") Map<String, String> tree) throws Exception {
    Tarball archive = new Tarball();
    Map<String, byte[]> expected = new HashMap<>();
    tree.forEach((name, text) -> {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      expected.put(name, content);
      archive.file(name, content);
    });
    Path directory = Files.createTempDirectory("archive");
    try {
      List<SourceFile> files =
          SourceArchive.unpack(
              Body.ofBytes("archive", archive.compressed()),
              ArchiveCaps.SOURCES,
              directory,
              () -> false);
      assertThat(files).hasSize(expected.size());
      for (SourceFile file : files) {
        assertThat(bytes(file))
            .isEqualTo(expected.get(file.name()))
            .hasSize((int) file.content().size());
      }
    } finally {
      TreeRemover.remove(directory);
    }
  }

  @Provide
  static Arbitrary<String> hostileNames() {
    Arbitrary<String> parts = Arbitraries.of("a", "b", ".", "..", "", "...", " ", "~", "\\..");
    return parts.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("/", list));
  }

  @Property(tries = 300)
  void whatIsTakenLiesBelow(@ForAll("hostileNames") String name) throws OverCap {
    try {
      String clean = EntryName.clean(name, ArchiveCaps.SOURCES);
      if (!clean.isEmpty()) {
        Path root = Path.of("/root-of-the-archive");
        Path led = root.resolve(clean).normalize();
        assertThat(led).startsWithRaw(root).isNotEqualTo(root).isEqualTo(root.resolve(clean));
      }
    } catch (InvalidField refused) {
      assertThat(refused.field()).isEqualTo("archive");
    }
  }

  private static byte[] bytes(SourceFile file) throws IOException {
    try (InputStream content = file.content().open()) {
      return content.readAllBytes();
    }
  }
}
