package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Termination.Exited;
import gavel.sandbox.HostileProgram.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The part of the corpus that depends on control groups, in C. Runs in a guest, see {@link
 * gavel.sandbox.guest.V2GuestIT}; {@link HostileProgramsIT} has all of it.
 */
@Tag("guest")
final class HostileGuestIT {
  private static final Pattern FOLDERS = Pattern.compile("(forks|leaks|memory|output)/");

  /** Needs a toolchain's files, which the guest has none of. */
  private static final String NOT_HERE = "leaks/page-cache.c";

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Slot slot;

  static Stream<HostileProgram> programs() throws IOException {
    return HostileCorpus.all()
        .filter(program -> program.kind() == Kind.C)
        .filter(program -> !program.name().equals(NOT_HERE))
        .filter(program -> FOLDERS.matcher(program.name()).lookingAt());
  }

  @BeforeAll
  static void open() throws Exception {
    slot = Slot.open(directory);
  }

  @AfterAll
  static void close() throws Exception {
    slot.close();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void endsAsItsFirstLineSays(HostileProgram program) throws Exception {
    CPrograms.make(program.source(), slot.work);

    HostileRun.compare(program, slot);

    assertThat(slot.processes()).isEmpty();
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }
}
