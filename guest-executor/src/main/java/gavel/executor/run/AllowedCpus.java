package gavel.executor.run;

import gavel.model.CpuSet;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CPUs that this executor may use itself, and so may give to programs. */
public record AllowedCpus(CpuSet cpus) {
  private static final String FIELD = "Cpus_allowed_list:";
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Those of this process, see proc_pid_status(5). */
  public static AllowedCpus ofThisProcess() throws IOException {
    return parse(Files.readString(STATUS));
  }

  static AllowedCpus parse(String status) throws IOException {
    String line =
        status
            .lines()
            .filter(each -> each.startsWith(FIELD))
            .findFirst()
            .orElseThrow(() -> new IOException(STATUS + " has no " + FIELD));
    return new AllowedCpus(CpuSet.parse(line.substring(FIELD.length())));
  }

  /**
   * The CPU of a sandbox: slots have theirs in turn, and companions have that of their slot. Two
   * programs that talk wait for each other anyway, and on one CPU the one wakes the other in a
   * tenth of the time; and a conversation takes nothing from the CPUs of other slots.
   *
   * @param number of the sandbox; companions have the numbers behind the slots', in the same order
   */
  public int ofSandbox(int number, int slots) {
    return cpus.numbers().get(number % slots % cpus.count());
  }

  /** The same limits, if a run can have its CPUs. */
  public RunLimits check(RunLimits limits) {
    InvalidField.require(
        limits.cpus().map(cpus::containsAll).orElse(true),
        "limits.cpus",
        "names CPUs that are not there; this executor may use " + cpus);
    return limits;
  }
}
