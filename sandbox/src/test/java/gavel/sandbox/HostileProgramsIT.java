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
 * Runs the whole corpus in one slot, one program after the other, and compares each end with the
 * program's first line; meanwhile a well-behaved program runs in the slot beside.
 */
@Tag("sandbox")
final class HostileProgramsIT {
  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Slot slot;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static HostileNeighbour neighbour;

  static Stream<HostileProgram> programs() throws IOException {
    return HostileCorpus.all();
  }

  @BeforeAll
  static void open() throws Exception {
    slot = Slot.open(directory, 7);
    HostileCorpus.prepare(programs().toList(), slot.work);
    neighbour = HostileNeighbour.beside(slot, 8);
    neighbour.begin();
  }

  @AfterAll
  static void close() throws Exception {
    HostileNeighbour.Figures figures = neighbour.end();
    slot.close();
    figures.writeTo(Path.of("target/hostile-neighbour.json"));
    figures.assertUndisturbed();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void endsAsItsFirstLineSays(HostileProgram program) throws Exception {
    HostileRun.compare(program, slot);
    if (!program.expectation().isTimeout()) {
      HostileRun.compare(program, slot);
    }

    assertThat(slot.processes()).isEmpty();
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }
}
