package gavel.bench.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Gavel with one slot for each core, all at the same time. */
record ParallelContender(GavelContender one, ExecutorService threads) implements Contender {
  @Override
  public String name() {
    return one.name() + ", " + one.slots().count() + " slots";
  }

  @Override
  public String floor() {
    return one.floor();
  }

  @Override
  public String note() {
    return "all slots at a time; per_second is over all of them";
  }

  @Override
  public Lap run(int times) throws IOException, InterruptedException {
    int slots = one.slots().count();
    List<Future<long[]>> laps = new ArrayList<>();
    long begin = System.nanoTime();
    for (int each = 0; each < slots; each++) {
      int slot = each;
      laps.add(threads.submit(() -> one.run(slot, times)));
    }
    LongStream nanos = LongStream.empty();
    for (Future<long[]> lap : laps) {
      nanos = LongStream.concat(nanos, LongStream.of(finished(lap)));
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    return new Lap(nanos.toArray(), elapsed);
  }

  private static long[] finished(Future<long[]> lap) throws IOException, InterruptedException {
    try {
      return lap.get();
    } catch (ExecutionException failed) {
      throw new IOException("A slot failed: " + failed.getCause(), failed);
    }
  }
}
