package gavel.executor.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gavel.model.json.InvalidField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/** Whatever bytes come, a session ends, with every slot free and no file left. */
class GuestSessionFuzzTest {
  @FuzzTest
  void anyBytes(byte[] bytes) throws Exception {
    Path directory = Files.createTempDirectory("session-fuzz");
    try (SessionFixture fixture = SessionFixture.open(directory, 2)) {
      fixture.sendBytes(bytes);
      fixture.hangUp();
      fixture.awaitEnd();
      answersAreMessages(fixture);
    } finally {
      gavel.sandbox.tree.TreeRemover.remove(directory);
    }
  }

  /** As far as they are length-prefixed: the input may have chosen lines. */
  private static void answersAreMessages(SessionFixture fixture) {
    try {
      while (true) {
        Assertions.assertThat(fixture.next()).isNotNull();
      }
    } catch (IOException end) {
      Assertions.assertThat(end).isNotNull();
    } catch (InvalidField notFramed) {
      throw new AssertionError("An answer is no message", notFramed);
    }
  }
}
