package gavel.executor.run;

import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Seat;
import gavel.executor.slot.SlotLease;
import gavel.model.VerdictRules;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.sandbox.OutputSink;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs an artifact in a slot. */
public final class RunStage {
  private final Path outputDirectory;

  /** Output that is too much for memory goes to files in this directory. */
  public RunStage(Path outputDirectory) {
    this.outputDirectory = outputDirectory;
  }

  /** Runs it to its end; with a log, what it prints is also sent while it appears. */
  public RunResult run(RunJob job, SlotLease slot, Optional<RunLog> log)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    Seat seat = slot.seat(job.role());
    job.workspace().check(job.artifact(), job.limits());
    warm(job);
    Collection collected = new Collection(job.workspace().collect(), outputDirectory);
    OutputCollector stdout = new OutputCollector("stdout", outputDirectory);
    OutputCollector stderr = new OutputCollector("stderr", outputDirectory);
    boolean complete = false;
    try {
      log.ifPresent(each -> each.follow(Stream.STDOUT, stdout));
      log.ifPresent(each -> each.follow(Stream.STDERR, stderr));
      RunReport report = seat.run(spec(job, seat.uid(), stdout, stderr, collected));
      stdout.end();
      stderr.end();
      RunResult result =
          new RunResult(
              VerdictRules.classify(report.facts(), job.limits()),
              report,
              stdout,
              stderr,
              collected);
      complete = true;
      return result;
    } finally {
      if (!complete) {
        stdout.close();
        stderr.close();
        collected.close();
      }
    }
  }

  private static void warm(RunJob job) throws IOException {
    List<Path> read = new ArrayList<>(List.of(job.artifact().directory()));
    if (!job.piped()) {
      job.stdin().ifPresent(read::add);
    }
    PageCache.warm(read);
  }

  private static RunSpec spec(
      RunJob job, int uid, OutputSink stdout, OutputSink stderr, Collection collected) {
    LanguageDefinition language = job.artifact().language();
    List<String> argv =
        CommandLine.of(language.run())
            .entry(job.artifact().entry())
            .memory(job.limits().memory())
            .argv();
    List<String> all = new ArrayList<>(argv);
    all.addAll(job.args());
    return new RunSpec(
        all,
        CommandLine.environment(language),
        job.workspace().box(job.artifact(), uid, (box, _) -> collected.take(box, uid)),
        job.stdin(),
        stdout,
        stderr,
        job.limits(),
        job.piped());
  }
}
