package gavel.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that leave traces and look for those of others find none: neither of a run at the same
 * time in the slot beside, nor of the run before. Each leaves what it looks for.
 */
@Tag("sandbox")
final class HostileLeaksIT {
  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Slot slot;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Slot beside;

  static Stream<HostileProgram> programs() throws IOException {
    return HostileCorpus.in("leaks");
  }

  @BeforeAll
  static void open() throws Exception {
    slot = Slot.open(directory, 7);
    beside = Slot.open(Slot.readable(Files.createDirectory(directory.resolve("beside"))), 8);
    HostileCorpus.prepare(programs().toList(), slot.work);
    HostileCorpus.prepare(programs().toList(), beside.work);
  }

  @AfterAll
  static void close() throws Exception {
    beside.sandbox.close();
    slot.close();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isFoundNowhereElse(HostileProgram program) throws Exception {
    HostileRun.compare(program, slot);
    HostileRun.compare(program, slot);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Callable<Void>> runs = List.of(in(slot, program), in(beside, program));
      for (Future<Void> run : two.invokeAll(runs)) {
        run.get();
      }
    }
  }

  private static Callable<Void> in(Slot where, HostileProgram program) {
    return () -> {
      HostileRun.compare(program, where);
      return null;
    };
  }
}
