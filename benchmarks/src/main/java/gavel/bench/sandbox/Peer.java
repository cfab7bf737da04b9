package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Another sandbox that may be installed here. */
interface Peer {
  /** Where programs are looked for. */
  List<String> PLACES =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin");

  /** Its row's name, also that of its program. */
  String name();

  /** How it is installed. */
  String install();

  /** What it does in one run, and what of Gavel's layers it lacks. */
  String note();

  /** The commands of one run. */
  SpawnOrder order(Path program, PeerSetting setting) throws IOException;

  /** The command that starts {@code gavel-spawn} for it, where it needs a special place. */
  default List<String> wrapper() throws IOException {
    return List.of();
  }

  /** What it is called on the disk. */
  default String program() {
    return name();
  }

  /** Where it is installed, if it is. */
  default Optional<Path> find() {
    return PLACES.stream()
        .map(place -> Path.of(place, program()))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
