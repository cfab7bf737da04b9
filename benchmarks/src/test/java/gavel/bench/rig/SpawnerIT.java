package gavel.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sandbox")
class SpawnerIT {
  private static SpawnOrder order(Path errors, String... words) {
    return new SpawnOrder(
        List.of(List.of(words)), errors, List.of(), OptionalInt.empty(), Optional.empty());
  }

  @Test
  void itTimesEachRunAndSaysWhatFailed() throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        Spawner spawner = Spawner.startIn(scratch.directory("spawn"), List.of())) {
      Path errors = scratch.path().resolve("errors");
      Path noop = NativeProgram.NOOP.installInto(scratch.path());
      assertThat(LongStream.of(spawner.run(SpawnOrder.plain(noop, errors), 20)).boxed())
          .hasSize(20)
          .allMatch(nanos -> nanos > 0);
      assertThatThrownBy(() -> spawner.run(order(errors, "/nowhere"), 1))
          .isInstanceOf(SpawnFailure.class)
          .hasMessage("/nowhere failed exec 2");
      assertThatThrownBy(
              () -> spawner.run(order(errors, "/bin/sh", "-c", "echo why >&2; exit 3"), 1))
          .hasMessage("/bin/sh failed status 768: why");
      assertThat(spawner.run(SpawnOrder.plain(noop, errors), 1)).hasSize(1);
    }
  }

  @Test
  void processesBecomeTheUserAndHaveTheFile() throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        Spawner spawner = Spawner.startIn(scratch.directory("spawn"), List.of())) {
      Path file = Files.writeString(scratch.path().resolve("file"), "passed");
      String script =
          "test \"$(id -u)$(id -g)$(id -G)\" = 655346553465534 && test $(cat <&9) = passed";
      SpawnOrder order =
          new SpawnOrder(
              List.of(List.of("/bin/sh", "-c", script), List.of("/bin/true")),
              scratch.path().resolve("errors"),
              List.of(),
              OptionalInt.of(65_534),
              Optional.of(file));
      assertThat(spawner.run(order, 2)).hasSize(2);
    }
  }
}
