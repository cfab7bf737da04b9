package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import gavel.bench.rig.Spawner;
import java.io.IOException;

/** No sandbox, but asked for and answered through pipes, as a launcher is. */
record PipedContender(String floor, Spawner spawner, SpawnOrder order) implements Contender {
  @Override
  public String name() {
    return floor + " by pipe";
  }

  @Override
  public String note() {
    return "the same, ordered and timed from Java as a launcher is";
  }

  @Override
  public Lap run(int times) throws IOException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      spawner.run(order, 1);
      nanos[i] = System.nanoTime() - begin;
    }
    return Lap.sequential(nanos);
  }
}
