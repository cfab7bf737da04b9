package gavel.bench.interact;

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
import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.InteractSide;
import gavel.model.protocol.LimitsOverride;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation of 100,000 questions of a line and answers of a line, from request to result. */
public final class InteractBench implements Bench {
  private static final int RUNS = 9;
  private static final int TRIPS = 100_000;
  private static final ByteSize TRANSCRIPT = ByteSize.ofMiB(16);

  private static final String ASKER =
      """
      #include <stdio.h>
      int main(void) {
        char line[64];
        for (int i = 0; i < TRIPS; i++) {
          printf("%d\\n", i);
          fflush(stdout);
          if (!fgets(line, sizeof line, stdin)) return 1;
        }
        return ENDING;
      }
      """;

  private static final String ANSWERER =
      """
      #include <stdio.h>
      int main(void) {
        char line[64];
        while (fgets(line, sizeof line, stdin)) {
          fputs(line, stdout);
          fflush(stdout);
        }
        return 0;
      }
      """;

  @Override
  public String name() {
    return "interact";
  }

  @Override
  public String purpose() {
    return "100,000 round trips of a line: plain pipes, sandboxes, sandboxes with a transcript";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException, InterruptedException {
    ObjectNode json = BenchReport.head(this);
    json.put("round_trips", TRIPS);
    ArrayNode rows = json.putArray("rows");
    progress.steps(runs + 1L);
    long[] plain = new long[runs];
    long[] pinned = new long[runs];
    long[] direct = new long[runs];
    long[] kept = new long[runs];
    try (ScratchDirectory scratch = ScratchDirectory.create();
        ExecutorProcess executor = ExecutorProcess.start(scratch.directory("run"));
        GuestWire wire = executor.connect()) {
      PlainTalk pipes = new PlainTalk(scratch.directory("plain"), asker(0), ANSWERER);
      InteractSide interactor = side(wire, asker(42));
      InteractSide contestant = side(wire, ANSWERER);
      ask(wire, contestant, interactor, null);
      progress.step(1, "compiled");
      for (int run = 0; run < runs; run++) {
        plain[run] = pipes.talk(List.of());
        pinned[run] = pipes.talk(List.of("taskset", "-c", "0"));
        direct[run] = ask(wire, contestant, interactor, null);
        kept[run] = ask(wire, contestant, interactor, TRANSCRIPT);
        progress.step(1, "conversation");
      }
    }
    Measurement floor = Measurement.sequential("two plain processes", plain);
    floor.putInto(rows.addObject());
    put(Measurement.sequential("two plain processes on one CPU", pinned), floor, rows);
    put(Measurement.sequential("in sandboxes", direct), floor, rows).put("target", "2.5 times");
    put(Measurement.sequential("in sandboxes, with a transcript", kept), floor, rows);
    return BenchReport.of(json);
  }

  private static ObjectNode put(Measurement measured, Measurement floor, ArrayNode rows) {
    return measured
        .putInto(rows.addObject())
        .put("ratio", Measurement.rounded(measured.medianMillis() / floor.medianMillis()));
  }

  /** Asks, and ends with that exit code. */
  private static String asker(int ending) {
    return ASKER
        .replace("TRIPS", Integer.toString(TRIPS))
        .replace("ENDING", Integer.toString(ending));
  }

  private static InteractSide side(GuestWire wire, String code) throws IOException {
    Compile request = new Compile("c", "c", List.of("main.c"), null, null);
    byte[] source = code.getBytes(StandardCharsets.UTF_8);
    String artifact =
        wire.ask(request, Body.ofBytes("main.c", source)).last().path("artifact").asText();
    LimitsOverride limits = LimitsOverride.builder().cpuTime(Duration.ofMinutes(1)).build();
    return new InteractSide(artifact, null, limits, null, null, null);
  }

  private static long ask(
      GuestWire wire,
      InteractSide contestant,
      InteractSide interactor,
      @Nullable ByteSize transcript)
      throws IOException {
    long begin = System.nanoTime();
    Answer answer = wire.ask(new Interact("i", contestant, interactor, transcript));
    long took = System.nanoTime() - begin;
    ObjectNode last = answer.last();
    if (!last.path("contestant").path("status").asText().equals("success")
        || last.path("interactor").path("exit_code").asInt() != 42) {
      throw new IOException("Tried to let two programs talk: " + last);
    }
    return took;
  }
}
