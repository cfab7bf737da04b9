package gavel.executor.report;

import gavel.executor.slot.SlotPool;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.MachineMemory;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.MessageCodec;
import gavel.sandbox.Privileges;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Says how this executor and its machine are. */
public final class StatusReporter {
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
  private final long startedNanos = System.nanoTime();
  private final SlotPool slots;
  private final ArtifactStore artifacts;
  private final StateDir state;
  private final RuntimeProbe runtimes;
  private final Privileges privileges;
  private final Machine machine;

  /** What sandboxes are made of. */
  @FunctionalInterface
  public interface Machine {
    /** What is not there, or no longer, in words for people. */
    List<String> missing() throws IOException, InterruptedException;
  }

  /** Reports on these. */
  public StatusReporter(
      SlotPool slots,
      ArtifactStore artifacts,
      StateDir state,
      RuntimeProbe runtimes,
      Privileges privileges,
      Machine machine) {
    this.slots = slots;
    this.artifacts = artifacts;
    this.state = state;
    this.runtimes = runtimes;
    this.privileges = privileges;
    this.machine = machine;
  }

  /** Who this is, in that version of the protocol. */
  public GuestMessage.Welcome welcome(String id, int protocol) {
    List<String> unenforced = privileges.unenforced();
    return new GuestMessage.Welcome(
        id, protocol, "gavel-executor " + version(), unenforced.isEmpty() ? null : unenforced);
  }

  /** The version of this program. */
  public String version() {
    return Objects.requireNonNullElse(
        StatusReporter.class.getPackage().getImplementationVersion(), "development");
  }

  /**
   * {@code ok}, {@code degraded} with the number of slots that are out, or {@code unfit} with what
   * the doctor finds missing now.
   */
  public GuestMessage.Health health(String id) throws IOException, InterruptedException {
    return new GuestMessage.Health(
        id,
        condition(),
        version(),
        Duration.ofNanos(System.nanoTime() - startedNanos),
        Files.readString(HOSTNAME).strip(),
        MessageCodec.PROTOCOL);
  }

  private String condition() throws IOException, InterruptedException {
    List<String> missing = machine.missing();
    if (!missing.isEmpty()) {
      return GuestMessage.Health.UNFIT + ": " + String.join("; ", missing);
    }
    int out = slots.counts().out();
    return out == 0
        ? GuestMessage.Health.OK
        : "degraded: " + out + " of " + slots.size() + " slots are out";
  }

  /** Memory and disk of the machine, its load, and what is here. */
  public GuestMessage.StatusReport status(String id) throws IOException {
    MachineMemory memory = MachineMemory.now();
    FileStore disk = Files.getFileStore(state.root());
    SlotPool.Counts counts = slots.counts();
    return new GuestMessage.StatusReport(
        id,
        memory.total(),
        memory.used(),
        ByteSize.ofBytes(disk.getTotalSpace()),
        ByteSize.ofBytes(disk.getTotalSpace() - disk.getUnallocatedSpace()),
        Double.parseDouble(Files.readString(LOAD).split(" ", 2)[0]),
        counts.busy(),
        counts.free(),
        artifacts.size(),
        runtimes.versions());
  }
}
