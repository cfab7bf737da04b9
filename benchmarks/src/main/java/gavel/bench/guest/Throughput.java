package gavel.bench.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.guest.GuestWire.Answer;
import gavel.bench.report.Measurement;
import gavel.model.ByteSize;
import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.LimitsOverride;
import java.io.IOException;
import java.time.Duration;

/** 64 MiB of output, from the request to its last byte. */
final class Throughput {
  private static final int MIB = 64;
  private static final int LINE = 80;
  private static final long BYTES = (long) MIB << 20;
  private static final long LINES = BYTES / LINE;
  private static final double MILLI = 1e3;
  private static final String BLOCKS =
      "#include <string.h>\n#include <unistd.h>\nstatic char b[65536];\n"
          + "int main(void) { memset(b, 'x', sizeof b);"
          + " for (int i = 0; i < 1024; i++) if (write(1, b, sizeof b) < 0) return 1; }";
  private static final String PRINTS_LINES =
      "#include <stdio.h>\n#include <string.h>\nstatic char l[81];\n"
          + "int main(void) { memset(l, 'x', 79); l[79] = '\\n';"
          + " for (int i = 0; i < "
          + LINES
          + "; i++) fputs(l, stdout); }";
  private static final LimitsOverride LIMITS =
      LimitsOverride.builder()
          .cpuTime(Duration.ofSeconds(20))
          .wallTime(Duration.ofSeconds(60))
          .stdout(ByteSize.ofMiB(MIB))
          .build();
  private final GuestWire wire;
  private final int runs;

  Throughput(GuestWire wire, int runs) {
    this.wire = wire;
    this.runs = runs;
  }

  /** As the body of a result. */
  ObjectNode raw() throws IOException {
    String artifact = RoundTrip.compile(wire, BLOCKS);
    return row("64 MiB in raw frames", artifact, false).put("target", "200 MiB/s");
  }

  /** As log messages; the result with its body is behind them, and in the time. */
  ObjectNode lines() throws IOException {
    String artifact = RoundTrip.compile(wire, PRINTS_LINES);
    return row("64 MiB in 80-byte log lines", artifact, true).put("target", "20 MiB/s");
  }

  private ObjectNode row(String name, String artifact, boolean stream) throws IOException {
    run(artifact, stream);
    long[] nanos = new long[runs];
    for (int run = 0; run < runs; run++) {
      long begin = System.nanoTime();
      run(artifact, stream);
      nanos[run] = System.nanoTime() - begin;
    }
    Measurement measured = Measurement.sequential(name, nanos);
    return measured
        .putInto(StrictJson.object())
        .put("mib_per_second", Math.round(MIB * MILLI / measured.medianMillis()));
  }

  private void run(String artifact, boolean stream) throws IOException {
    Answer answer = wire.ask(new Run("t", artifact, null, null, LIMITS, stream));
    boolean whole =
        stream ? answer.logs() >= LINES && answer.logBytes() > BYTES : answer.bodyBytes() == BYTES;
    if (!whole) {
      throw new IOException(
          "Output was lost: "
              + answer.logs()
              + " logs, "
              + answer.bodyBytes()
              + " bytes, "
              + answer.last());
    }
  }
}
