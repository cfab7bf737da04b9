package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Termination.Exited;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus without root: every program is contained, and ends as its first line says, but for
 * {@link RootlessExceptions}. Runs as an ordinary user, see {@link
 * gavel.sandbox.guest.RootlessSandboxIT}.
 */
@Tag("rootless")
final class HostileRootlessIT {
  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Slot slot;

  static Stream<HostileProgram> programs() throws IOException {
    return HostileCorpus.all();
  }

  @BeforeAll
  static void open() throws Exception {
    slot = Slot.open(directory, 7, Privileges.ROOTLESS);
    HostileCorpus.prepare(programs().toList(), slot.work);
  }

  @AfterAll
  static void close() throws Exception {
    slot.close();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isContained(HostileProgram program) throws Exception {
    HostileRun.compare(program, RootlessExceptions.expectation(program), slot);

    assertThat(slot.processes()).as(RootlessExceptions.reason(program)).isEmpty();
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }
}
