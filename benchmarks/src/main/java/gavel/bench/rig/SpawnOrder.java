package gavel.bench.rig;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code gavel-spawn} is to start, see {@code spawn.c}.
 *
 * @param steps commands, made one after the other in each run
 * @param errors the file that gets standard error
 * @param joins cgroup files that each process writes "0" to
 * @param uid the user that the processes become; nothing: root
 * @param passed a file that is open as descriptor {@link #PASSED}
 */
public record SpawnOrder(
    List<List<String>> steps,
    Path errors,
    List<Path> joins,
    OptionalInt uid,
    Optional<Path> passed) {
  /** The descriptor of the passed file. */
  public static final int PASSED = 9;

  /** Copies the lists. */
  public SpawnOrder {
    steps = steps.stream().map(List::copyOf).toList();
    joins = List.copyOf(joins);
  }

  /** One command, as root, in no group of its own. */
  public static SpawnOrder plain(Path program, Path errors) {
    return new SpawnOrder(
        List.of(List.of(program.toString())),
        errors,
        List.of(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** The frame that orders so many runs. */
  byte[] frame(int times) {
    List<String> words = new ArrayList<>();
    words.add("times=" + times);
    words.add("errors=" + errors);
    joins.forEach(path -> words.add("join=" + path));
    uid.ifPresent(number -> words.add("uid=" + number));
    passed.ifPresent(path -> words.add("pass=" + path));
    for (List<String> step : steps) {
      words.add("step");
      step.forEach(word -> words.add("arg=" + word));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String word : words) {
      bytes.writeBytes((word + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return ByteBuffer.allocate(Integer.BYTES + bytes.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.size())
        .put(bytes.toByteArray())
        .array();
  }
}
