package gavel.bench.compile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.guest.ExecutorProcess;
import gavel.bench.guest.GuestWire;
import gavel.bench.guest.GuestWire.Answer;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestRequest.Compile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compilation, from the request to the answer, beside the same compilers outside of a sandbox. */
public final class CompileBench implements Bench {
  private static final int RUNS = 15;
  private static final int CACHED_OF_RUN = 20;
  private static final int ID_LENGTH = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PAUSE_MILLIS = 100;

  @Override
  public String name() {
    return "compile";
  }

  @Override
  public String purpose() {
    return "compilers: plain, in an executor with nothing prepared and with all, and cached";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException, InterruptedException {
    ObjectNode json = BenchReport.head(this);
    ArrayNode rows = json.putArray("rows");
    List<Submission> all =
        Arrays.stream(Submission.values()).filter(Submission::isInstalled).toList();
    if (all.isEmpty()) {
      throw new IOException("None of g++, javac and go is installed");
    }
    progress.steps((long) all.size() * runs + 2);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Path directory = scratch.directory("run");
      try (ExecutorProcess executor = ExecutorProcess.start(directory);
          GuestWire wire = executor.connect()) {
        prepare(all, wire, directory.resolve("state/cache/prepared"));
        PlainCompiler plain = new PlainCompiler(scratch.directory("plain"));
        for (Submission each : all) {
          measure(each, runs, plain, wire, rows, progress);
        }
        cached(all.getFirst(), runs, wire, rows);
        progress.step(1, "cached");
      }
      try (ExecutorProcess executor = ExecutorProcess.start(directory);
          GuestWire wire = executor.connect()) {
        restarted(all.getFirst(), runs, wire, rows);
        progress.step(1, "cached before a restart");
      }
    }
    return BenchReport.of(json);
  }

  /** The first submission of each kind finds nothing; then it is waited for. */
  private static void prepare(List<Submission> all, GuestWire wire, Path prepared)
      throws IOException, InterruptedException {
    for (Submission each : all) {
      ask(wire, each, each.source("first"), null);
    }
    for (Submission each : all) {
      long begin = System.nanoTime();
      while (each.waits() && !has(prepared, each.prepared())) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw new IOException("Nothing is prepared for " + each.title() + " in " + PATIENCE);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static boolean has(Path prepared, String file) throws IOException {
    try (Stream<Path> all = Files.list(prepared)) {
      return all.filter(path -> path.getFileName().toString().length() == ID_LENGTH)
          .anyMatch(path -> Files.exists(path.resolve(file)));
    }
  }

  private static void measure(
      Submission submission,
      int runs,
      PlainCompiler compiler,
      GuestWire wire,
      ArrayNode rows,
      Progress progress)
      throws IOException, InterruptedException {
    long[] plain = new long[runs];
    long[] cold = new long[runs];
    long[] warm = new long[runs];
    compiler.compile(submission, submission.source("first"));
    ask(wire, submission, submission.source("warm up"), null);
    for (int run = 0; run < runs; run++) {
      String source = submission.source("run " + run);
      plain[run] = compiler.compile(submission, source);
      cold[run] = ask(wire, submission, source, submission.idleFlag());
      warm[run] = ask(wire, submission, source, null);
      progress.step(1, submission.title());
    }
    Measurement alone = Measurement.sequential(submission.title() + ", outside", plain);
    alone.putInto(rows.addObject());
    row(submission.title() + ", nothing prepared", cold, alone, rows);
    row(submission.title() + ", prepared", warm, alone, rows);
  }

  private static void row(String title, long[] nanos, Measurement alone, ArrayNode rows) {
    Measurement measured = Measurement.sequential(title, nanos);
    measured
        .putInto(rows.addObject())
        .put("times_outside", Measurement.rounded(measured.medianMillis() / alone.medianMillis()));
  }

  private static void cached(Submission submission, int runs, GuestWire wire, ArrayNode rows)
      throws IOException {
    long[] nanos = new long[runs * CACHED_OF_RUN];
    for (int run = 0; run < nanos.length; run++) {
      nanos[run] = ask(wire, submission, submission.source("run " + run % runs), null);
    }
    Measurement.sequential("cached", nanos).putInto(rows.addObject()).put("target", "5 ms");
  }

  /** Each program once: the second time it is as above. */
  private static void restarted(Submission submission, int runs, GuestWire wire, ArrayNode rows)
      throws IOException {
    List<Long> nanos = new ArrayList<>();
    for (String flag : new @Nullable String[] {null, submission.idleFlag()}) {
      for (int run = 0; run < runs; run++) {
        nanos.add(ask(wire, submission, submission.source("run " + run), flag));
      }
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Measurement.sequential("cached before a restart", sorted)
        .putInto(rows.addObject())
        .put("target", "5 ms");
  }

  private static long ask(
      GuestWire wire, Submission submission, String source, @Nullable String flag)
      throws IOException {
    String file = submission.language().source();
    Compile request =
        new Compile(
            "c",
            submission.language().id(),
            List.of(file),
            null,
            null,
            null,
            null,
            flag == null ? null : List.of(flag));
    Body body = Body.ofBytes(file, source.getBytes(StandardCharsets.UTF_8));
    long begin = System.nanoTime();
    Answer answer = wire.ask(request, body);
    long took = System.nanoTime() - begin;
    if (!answer.last().path("status").asText().equals("success")) {
      throw new IOException("Tried to compile a program: " + answer.last());
    }
    return took;
  }
}
