package gavel.bench.micro;

import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.DefaultValidator;
import gavel.testcases.validator.ValidatorFlags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The default output validator on 8 MiB, the most that a program may print by default. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ValidatorBenchmark {
  private static final int NUMBERS = 1_000_000;
  private final byte[] integers =
      IntStream.range(NUMBERS, 2 * NUMBERS)
          .mapToObj(Integer::toString)
          .collect(Collectors.joining("\n", "", "\n"))
          .getBytes(StandardCharsets.UTF_8);
  private final DefaultValidator exact = DefaultValidator.of(ValidatorFlags.parse("").flags());
  private final DefaultValidator tolerant =
      DefaultValidator.of(ValidatorFlags.parse("float_tolerance 1e-6").flags());

  /** Equal outputs, token by token. */
  @Benchmark
  public CheckOutcome tokens() throws IOException {
    return exact.check(new ByteArrayInputStream(integers), new ByteArrayInputStream(integers));
  }

  /** Equal outputs, with a tolerance. */
  @Benchmark
  public CheckOutcome numbers() throws IOException {
    return tolerant.check(new ByteArrayInputStream(integers), new ByteArrayInputStream(integers));
  }
}
