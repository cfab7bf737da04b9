package gavel.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gavel.executor.compile.SourceFile;
import gavel.executor.slot.RequestRefused;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Any bytes are unpacked under the caps or refused by the name of the field; nothing escapes. */
class SourceArchiveFuzzTest {
  @FuzzTest
  void compressed(byte[] bytes) throws IOException {
    unpack(bytes);
  }

  /** The same behind a compressor, which any change would break otherwise. */
  @FuzzTest
  void plain(byte[] bytes) throws IOException {
    unpack(Tarball.compressed(bytes));
  }

  private static void unpack(byte[] archive) throws IOException {
    Path above = Files.createTempDirectory("archive-fuzz");
    Path directory = Files.createDirectory(above.resolve("in"));
    try {
      List<SourceFile> files =
          SourceArchive.unpack(
              Body.ofBytes("archive", archive), ArchiveCaps.SOURCES, directory, () -> false);
      assertThat(files).isNotEmpty().hasSizeLessThanOrEqualTo(ArchiveCaps.SOURCES.entries());
      files.forEach(file -> assertThat(RelativePath.of(file.name()).names()).hasSizeBetween(1, 16));
    } catch (InvalidField refused) {
      assertThat(refused.field()).isEqualTo("archive");
    } catch (RequestRefused tooLarge) {
      assertThat(tooLarge.field()).isEqualTo("archive");
    } finally {
      try (Stream<Path> beside = Files.list(above)) {
        assertThat(beside).containsExactly(directory);
      }
      TreeRemover.remove(above);
    }
  }
}
