package gavel.bench.guest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.model.ByteSize;
import gavel.model.language.Languages;
import gavel.worker.JudgeFault;
import gavel.worker.app.SelfTest;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.OperatorClient;
import gavel.worker.guest.pool.GuestKind;
import gavel.worker.guest.pool.Machine;
import gavel.worker.guest.pool.MachineSettings;
import gavel.worker.guest.pool.QemuStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How soon a machine of QEMU answers that is restored from a snapshot.
 *
 * @param image directory with {@code vmlinuz} and {@code initramfs}
 */
public record RestoreBench(Path image) implements Bench {
  private static final int RUNS = 20;
  private static final ByteSize MEMORY = ByteSize.ofMiB(1024);
  private static final int CPUS = 2;
  private static final int PORT = 1024;
  private static final int TIME_FACTOR = 10;
  private static final Path LOAD = Path.of("/proc/loadavg");

  @Override
  public String name() {
    return "guest";
  }

  @Override
  public String purpose() {
    return "a guest in a virtual machine: restore to first answer";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  /** The first machine is not counted: it may have to wait for the snapshot to be taken. */
  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException, InterruptedException {
    progress.steps(runs + 1L);
    ObjectNode json = BenchReport.head(this);
    ArrayNode rows = json.putArray("rows");
    try (ScratchDirectory scratch = ScratchDirectory.create();
        QemuStarter starter =
            QemuStarter.restoring(settings(scratch.path()), RestoreBench::warmUp)) {
      restore(starter, scratch.path());
      progress.step(1, "snapshot");
      String load = load();
      long[] first = new long[runs];
      long[] lent = new long[runs];
      for (int run = 0; run < runs; run++) {
        Times times = restore(starter, scratch.path());
        first[run] = times.first();
        lent[run] = times.lent();
        progress.step(1, "restore");
      }
      Measurement.sequential("restore to first answer, clock set", first)
          .putInto(rows.addObject())
          .put("target", "600 ms")
          .put("load_before", load)
          .put("load_after", load());
      Measurement.sequential("restore to health, by another peer", lent).putInto(rows.addObject());
    }
    return BenchReport.of(json);
  }

  private MachineSettings settings(Path directory) {
    return new MachineSettings(
        GuestKind.QEMU.program(), image.toAbsolutePath(), MEMORY, CPUS, PORT, directory);
  }

  /**
   * What passed since a machine was asked for, in nanoseconds.
   *
   * @param first until it had answered and been told the time, and so could be lent
   * @param lent until it had answered a health check of whoever it was lent to
   */
  private record Times(long first, long lent) {}

  private static Times restore(QemuStarter starter, Path directory)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Machine machine = starter.start()) {
      long first = System.nanoTime() - begin;
      try (OperatorClient guest =
          OperatorClient.connect(machine.transport(), GuestSettings.in(directory))) {
        guest.health();
        return new Times(first, System.nanoTime() - begin);
      }
    } catch (JudgeFault failed) {
      throw new IOException("The restored machine did not answer: " + failed.getMessage(), failed);
    }
  }

  private static void warmUp(Guest guest) throws JudgeFault, IOException, InterruptedException {
    try {
      new SelfTest(guest, Languages.bundled(), TIME_FACTOR).run();
    } catch (SelfTest.Failed failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** The average of the last minute. */
  private static String load() throws IOException {
    return Files.readString(LOAD).split(" ", 2)[0];
  }
}
