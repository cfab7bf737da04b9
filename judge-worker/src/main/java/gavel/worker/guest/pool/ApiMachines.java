package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.guest.pool.ApiMachine.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The ways to a machine of a monitor that is told over HTTP what to do.
 *
 * @param own where machines have their directories
 * @param daemon what monitors are started by, so that they end with the worker
 */
record ApiMachines(
    ApiDialect dialect,
    MachineSettings settings,
    MachineDirectory own,
    Path daemon,
    Greeting greeting)
    implements MachineWays {
  @Override
  public Machine boot() throws IOException, InterruptedException {
    return begin(dialect::boot, StartLimits.PROGRAM);
  }

  @Override
  public Machine restore(Snapshot snapshot) throws IOException, JudgeFault, InterruptedException {
    ApiMachine machine = begin(api -> dialect.load(api, snapshot), StartLimits.RESTORE);
    boolean made = false;
    try {
      greeting.setClock(machine);
      made = true;
      return machine;
    } finally {
      if (!made) {
        machine.close();
      }
    }
  }

  /** It is written into the machine's directory first, with all its memory, zeros included. */
  @Override
  public void takeSnapshot(WarmUp warmUp, MachineDirectory taken)
      throws IOException, JudgeFault, InterruptedException {
    try (ApiMachine machine = begin(dialect::boot, StartLimits.PROGRAM)) {
      Path written = machine.directory().path();
      greeting.warmUp(machine, warmUp);
      machine.tell(api -> dialect.save(api, written), StartLimits.WRITE);
      machine.stop();
      Snapshot.takeOver(written, taken.path(), dialect.files());
    }
  }

  @Override
  public String snapshotName() throws IOException, InterruptedException {
    List<String> words =
        List.of(
            dialect.identity(), SnapshotName.version(settings.program()), SnapshotName.processor());
    return SnapshotName.of(words, dialect.image());
  }

  private ApiMachine begin(Requests requests, Duration patience)
      throws IOException, InterruptedException {
    MachineDirectory directory = MachineDirectory.below(own.path(), "");
    boolean begun = false;
    try {
      VmmApi api = new VmmApi(settings.program(), directory.file("api"));
      List<String> command = dialect.command(settings.program(), api.socket());
      VsockDaemon monitor = VsockDaemon.parentIn(directory, command, daemon);
      ApiMachine machine = new ApiMachine(directory, monitor, api, settings.port());
      machine.tell(requests, patience);
      begun = true;
      return machine;
    } finally {
      if (!begun) {
        directory.close();
      }
    }
  }
}
