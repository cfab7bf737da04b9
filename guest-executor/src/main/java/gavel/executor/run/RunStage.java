package gavel.executor.run;

import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Seat;
import gavel.executor.slot.SlotLease;
import gavel.model.VerdictRules;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.model.protocol.Side;
import gavel.sandbox.OutputSink;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.Talk;
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
    return run(job, slot.seat(job.role()), log, Optional.empty(), "");
  }

  /** Runs one side of a conversation to its end; the names of its bodies begin with the side's. */
  public RunResult talk(RunJob job, Seat seat, Talk talk, Side side)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    return run(job, seat, Optional.empty(), Optional.of(talk), side.json() + "/");
  }

  private RunResult run(
      RunJob job, Seat seat, Optional<RunLog> log, Optional<Talk> talk, String bodies)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    warm(job);
    Collection collected = new Collection(job.workspace().collect(), outputDirectory, bodies);
    OutputCollector stdout = new OutputCollector(bodies + "stdout", outputDirectory);
    OutputCollector stderr = new OutputCollector(bodies + "stderr", outputDirectory);
    boolean complete = false;
    try {
      log.ifPresent(each -> each.follow(Stream.STDOUT, stdout));
      log.ifPresent(each -> each.follow(Stream.STDERR, stderr));
      RunReport report = seat.run(spec(job, seat.uid(), stdout, stderr, collected, talk));
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
      RunJob job,
      int uid,
      OutputSink stdout,
      OutputSink stderr,
      Collection collected,
      Optional<Talk> talk) {
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
        job.piped(),
        talk);
  }
}
