package gavel.executor.intake;

import gavel.executor.compile.SourceFile;
import gavel.model.language.LanguageDefinition;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The sources of one request, there until this is closed.
 *
 * @param unpacked where those of an archive lie
 */
public record Sources(LanguageDefinition language, List<SourceFile> files, Optional<Path> unpacked)
    implements AutoCloseable {
  /** Copies the list. */
  public Sources {
    files = List.copyOf(files);
  }

  @Override
  public void close() throws IOException {
    if (unpacked.isPresent()) {
      TreeRemover.remove(unpacked.get());
    }
  }
}
