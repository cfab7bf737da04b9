package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceTest {
  private static final String TRIED = "make the state directory /x";
  @TempDir Path temporary;

  @Test
  void aPathAloneBecomesASentence() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    IOException failed =
        catchThrowableOfType(IOException.class, () -> Files.createDirectories(file));
    assertThat(Sentence.of("make the state directory " + file, file.toString(), failed))
        .isEqualTo("Tried to make the state directory " + file + ": it is a file");
  }

  @Test
  void theFileIsNamedWhereItIsAnother() {
    assertThat(Sentence.of(TRIED, "/x", new NoSuchFileException("/x")))
        .isEqualTo("Tried to " + TRIED + ": there is no such file, and none can be made there");
    assertThat(Sentence.of(TRIED, "/x", new AccessDeniedException("/x/lock")))
        .isEqualTo("Tried to " + TRIED + ": /x/lock: this user may not");
    assertThat(Sentence.of(TRIED, "/x", new FileSystemException("/x/a", null, "Not a directory")))
        .isEqualTo("Tried to " + TRIED + ": /x/a: Not a directory");
  }

  @Test
  void soDoesTheTextOfAnErrno() {
    assertThat(Sentence.of(TRIED, "/x", new IOException("No space left on device")))
        .isEqualTo("Tried to " + TRIED + ": No space left on device");
    assertThat(Sentence.of("listen", "", new BindException("Address already in use")))
        .isEqualTo("Tried to listen: Address already in use");
  }

  @Test
  void whatIsASentenceStays() {
    String sentence = "Tried to take /x: another executor uses it";
    assertThat(Sentence.of(TRIED, "/x", new IOException(sentence))).isEqualTo(sentence);
  }
}
