package gavel.bench.micro;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.RunLimits;
import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The commonest request from value to bytes and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
  private final GuestRequest request =
      new GuestRequest.Run(
          "1",
          "0123456789abcdef".repeat(4),
          List.of(),
          "fedcba9876543210".repeat(4),
          LimitsOverride.all(RunLimits.contestant(Duration.ofSeconds(1))),
          false);
  private final byte[] bytes = StrictJson.write(MessageCodec.encode(request));

  /** From value to bytes. */
  @Benchmark
  public byte[] encode() {
    return StrictJson.write(MessageCodec.encode(request));
  }

  /** From bytes to value. */
  @Benchmark
  public GuestRequest decode() {
    ObjectNode message = StrictJson.readObject(bytes);
    return MessageCodec.decodeRequest(message);
  }
}
