package gavel.worker.guest.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How one monitor is started and told what to do. */
interface ApiDialect {
  /**
   * The socket of the guest's vsock, in the machine's directory. The monitor is told no more than
   * the name: that becomes part of snapshots, and each monitor has a directory of its own.
   */
  String VSOCK = "vsock";

  /** The guest's context id: each machine has its own socket, so all have the same. */
  int CID = 3;

  /** How it is started. */
  List<String> command(String program, Path socket);

  /** Makes a machine and starts it. */
  void boot(VmmApi api) throws IOException;

  /** All that it is told of a machine that boots. */
  String identity();

  /** All that machines read when they boot. */
  List<Path> image();

  /** What it calls the files of a snapshot. */
  SnapshotFiles files();

  /** Stops the machine and writes it into the directory, where none of the files is there yet. */
  void save(VmmApi api, Path directory) throws IOException;

  /** Has a new monitor read the snapshot, and the machine go on. */
  void load(VmmApi api, Snapshot snapshot) throws IOException;
}
