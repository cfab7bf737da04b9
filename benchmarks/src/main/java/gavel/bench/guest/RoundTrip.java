package gavel.bench.guest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.bench.guest.GuestWire.Answer;
import gavel.bench.report.Measurement;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.rig.Slots;
import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Run;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.RunReport;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** A program that does nothing: asked for over the socket, and by turns run in a sandbox here. */
final class RoundTrip {
  private static final String NOTHING = "int main(void) { return 0; }";
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(10));
  private static final int WARM_UP = 300;
  private static final int ROUND = 25;
  private final ScratchDirectory scratch;
  private final ExecutorProcess executor;
  private final GuestWire wire;

  RoundTrip(ScratchDirectory scratch, ExecutorProcess executor, GuestWire wire) {
    this.scratch = scratch;
    this.executor = executor;
    this.wire = wire;
  }

  void measure(int runs, ArrayNode rows) throws SandboxFault, IOException, InterruptedException {
    String artifact = compile(wire, NOTHING);
    Path state = scratch.directory("sandbox");
    Path work = scratch.directory("sandbox/work");
    Files.copy(executor.artifact(), work.resolve("program"), StandardCopyOption.COPY_ATTRIBUTES);
    long[] asked = new long[runs];
    long[] alone = new long[runs];
    try (Slots slots = Slots.open(1, state, work, RootfsPlan.hostToolchains(List.of()))) {
      for (int run = 0; run < Math.min(WARM_UP, runs); run++) {
        ask(artifact);
        run(slots);
      }
      for (int begin = 0; begin < runs; begin += ROUND) {
        for (int run = begin; run < Math.min(runs, begin + ROUND); run++) {
          asked[run] = ask(artifact);
        }
        for (int run = begin; run < Math.min(runs, begin + ROUND); run++) {
          alone[run] = run(slots);
        }
      }
    }
    Measurement request = Measurement.sequential("request to result", asked);
    Measurement sandbox = Measurement.sequential("the sandbox alone", alone);
    request
        .putInto(rows.addObject())
        .put(
            "beyond_the_sandbox_ms",
            Measurement.rounded(request.medianMillis() - sandbox.medianMillis()))
        .put("target", "1.5 ms beyond the sandbox");
    sandbox.putInto(rows.addObject());
  }

  /** The artifact of a program in C. */
  static String compile(GuestWire wire, String code) throws IOException {
    Compile request = new Compile("c", "c", List.of("main.c"), null, null);
    byte[] source = code.getBytes(StandardCharsets.UTF_8);
    Answer answer = wire.ask(request, Body.ofBytes("main.c", source));
    String artifact = answer.last().path("artifact").asText();
    if (artifact.isEmpty()) {
      throw new IOException("Tried to compile a program: " + answer.last());
    }
    return artifact;
  }

  private long ask(String artifact) throws IOException {
    long begin = System.nanoTime();
    Answer answer = wire.ask(new Run("r", artifact, null, null, null, null));
    long took = System.nanoTime() - begin;
    if (!answer.last().path("status").asText().equals("success")) {
      throw new IOException("Tried to run a program: " + answer.last());
    }
    return took;
  }

  private static long run(Slots slots) throws SandboxFault, InterruptedException {
    long begin = System.nanoTime();
    RunReport report = slots.run(0, LIMITS, List.of("/box/program"));
    long took = System.nanoTime() - begin;
    if (!report.termination().equals(new Termination.Exited(0))) {
      throw new IllegalStateException("A program that does nothing ended with " + report);
    }
    return took;
  }
}
