package gavel.bench.sandbox;

import gavel.bench.rig.SpawnOrder;
import gavel.bench.rig.Spawner;
import java.io.IOException;

/** Another sandbox, started and timed as the floor is. */
record PeerContender(Peer peer, Spawner spawner, SpawnOrder order) implements Contender {
  private static final int SLOWER = 5;

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public String note() {
    return peer.note();
  }

  @Override
  public int share(int runsOfARound) {
    return Math.max(1, runsOfARound / SLOWER);
  }

  @Override
  public Lap run(int times) throws IOException {
    return Lap.sequential(spawner.run(order, times));
  }
}
