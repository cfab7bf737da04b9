package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import gavel.bench.rig.Spawner;
import java.io.IOException;

/** No sandbox at all: vfork, exec, wait, timed where it happens. This is the floor. */
record BareContender(String name, Spawner spawner, SpawnOrder order) implements Contender {
  @Override
  public String floor() {
    return name;
  }

  @Override
  public String note() {
    return "the floor: no sandbox, timed in the process that waits";
  }

  @Override
  public Lap run(int times) throws IOException {
    return Lap.sequential(spawner.run(order, times));
  }
}
