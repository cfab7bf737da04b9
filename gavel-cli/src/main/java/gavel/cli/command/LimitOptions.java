package gavel.cli.command;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.protocol.LimitsOverride;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The limits of a run as options; what is not given is left to the executor. */
final class LimitOptions {
  @Option(
      names = "--time-limit",
      paramLabel = "T",
      defaultValue = "10s",
      converter = Converters.DurationConverter.class,
      description =
          "CPU time of all its processes together, such as 2s or 500ms (default: ${DEFAULT-VALUE}).")
  private Duration timeLimit = Duration.ofSeconds(10);

  @Option(
      names = "--wall-limit",
      paramLabel = "T",
      converter = Converters.DurationConverter.class,
      description = "Wall clock (default: 1.5 times the time limit and a second).")
  private @Nullable Duration wallLimit;

  @Option(
      names = "--memory-limit",
      paramLabel = "S",
      defaultValue = "2GiB",
      converter = Converters.SizeConverter.class,
      description =
          "Memory of all kinds, files in /tmp included, such as 256MiB (default: ${DEFAULT-VALUE}).")
  private ByteSize memoryLimit = ByteSize.ofMiB(2048);

  @Option(
      names = "--stack-limit",
      paramLabel = "S",
      converter = Converters.SizeConverter.class,
      description =
          "Stack of the main thread, at least 64KiB (default: the memory limit bounds it).")
  private @Nullable ByteSize stackLimit;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "Processes and threads at once (default: 64).")
  private @Nullable Integer processes;

  @Option(
      names = "--open-files",
      paramLabel = "N",
      description = "Open files of each process (default: 256).")
  private @Nullable Integer openFiles;

  @Option(
      names = "--file-size-limit",
      paramLabel = "S",
      converter = Converters.SizeConverter.class,
      description = "Size of each file it writes (default: 256MiB).")
  private @Nullable ByteSize fileSizeLimit;

  @Option(
      names = "--disk-limit",
      paramLabel = "S",
      converter = Converters.SizeConverter.class,
      description = "All files in /tmp together, and as much again in /dev/shm (default: 256MiB).")
  private @Nullable ByteSize diskLimit;

  @Option(
      names = "--inode-limit",
      paramLabel = "N",
      description =
          "Files and directories in /tmp, and as many again in /dev/shm (default: 16384).")
  private @Nullable Integer inodeLimit;

  @Option(
      names = {"--stdout-limit", "--output-limit"},
      paramLabel = "S",
      defaultValue = "8MiB",
      converter = Converters.SizeConverter.class,
      description = "Standard output; over it the run is ended (default: ${DEFAULT-VALUE}).")
  private ByteSize stdoutLimit = ByteSize.ofMiB(8);

  @Option(
      names = "--stderr-limit",
      paramLabel = "S",
      converter = Converters.SizeConverter.class,
      description = "Standard error; the rest is thrown away (default: 64KiB).")
  private @Nullable ByteSize stderrLimit;

  @Option(
      names = "--cpus",
      paramLabel = "LIST",
      converter = Converters.CpusConverter.class,
      description = "The CPUs it runs on, such as 0 or 0-1,3 (default: one).")
  private @Nullable CpuSet cpus;

  /** What was given; {@link ParameterException} for what nothing could run under. */
  LimitsOverride limits(CommandLine commandLine) {
    LimitsOverride limits =
        LimitsOverride.builder()
            .cpuTime(timeLimit)
            .wallTime(wallLimit)
            .memory(memoryLimit)
            .stack(stackLimit)
            .processes(processes)
            .openFiles(openFiles)
            .fileSize(fileSizeLimit)
            .tmpSize(diskLimit)
            .tmpInodes(inodeLimit)
            .stdout(stdoutLimit)
            .stderr(stderrLimit)
            .cpus(cpus)
            .outputPolicy(OutputPolicy.KILL)
            .build();
    try {
      limits.over(RunLimits.contestant(timeLimit));
      return limits;
    } catch (InvalidField outOfRange) {
      throw new ParameterException(
          commandLine, outOfRange.field() + " " + outOfRange.getMessage(), outOfRange);
    }
  }
}
