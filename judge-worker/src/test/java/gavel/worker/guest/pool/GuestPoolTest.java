package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.ScriptedGuest;
import gavel.worker.guest.pool.GuestSource.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestPoolTest {
  @TempDir private Path directory;
  private final List<FakeMachine> machines = new CopyOnWriteArrayList<>();
  private final AtomicBoolean broken = new AtomicBoolean();

  private GuestPool pool(int inUse, int spare, int reuse) {
    return GuestPool.start(
        () -> {
          if (broken.get()) {
            throw new IOException("no machine today");
          }
          FakeMachine machine = new FakeMachine(new ScriptedGuest(directory, (_, _, _) -> {}));
          machines.add(machine);
          return machine;
        },
        new PoolSettings(inUse, spare, reuse, Duration.ofSeconds(20), GuestSettings.in(directory)));
  }

  private void awaitMachines(int count) {
    await().untilAsserted(() -> assertThat(machines).hasSize(count));
  }

  @Test
  void makesAsManyAsAreInUseAndSpare() {
    try (GuestPool pool = pool(2, 1, 1)) {
      await().until(() -> pool.size() == 3);
      assertThat(machines).hasSize(3).allMatch(FakeMachine::isAlive);
      assertThat(pool.lendsTheSame()).isFalse();
    }
    assertThat(machines).hasSize(3).noneMatch(FakeMachine::isAlive);
  }

  @Test
  void replacesMachineAfterEachUse() throws Exception {
    try (GuestPool pool = pool(1, 0, 1)) {
      Guest first;
      try (Lease lease = pool.take()) {
        first = lease.guest();
        lease.endedInOrder();
      }
      assertThat(machines.getFirst().isAlive()).isFalse();
      try (Lease lease = pool.take()) {
        assertThat(lease.guest()).isNotSameAs(first);
      }
      awaitMachines(3);
    }
  }

  @Test
  void lendsAgainUntilReuseIsOver() throws Exception {
    try (GuestPool pool = pool(1, 0, 3)) {
      for (int use = 0; use < 3; use++) {
        try (Lease lease = pool.take()) {
          assertThat(machines).hasSize(1);
          lease.endedInOrder();
        }
      }
      assertThat(machines.getFirst().isAlive()).isFalse();
      awaitMachines(2);
    }
  }

  @Test
  void neverLendsAgainWhatDidNotEndInOrder() throws Exception {
    try (GuestPool pool = pool(1, 0, 100)) {
      pool.take().close();
      assertThat(machines.getFirst().isAlive()).isFalse();
      awaitMachines(2);
    }
  }

  @Test
  void neverLendsMachineThatDied() throws Exception {
    try (GuestPool pool = pool(1, 1, 100)) {
      await().until(() -> pool.size() == 2);
      machines.getFirst().stop();
      try (Lease one = pool.take();
          Lease other = pool.take()) {
        assertThat(one.guest()).isNotSameAs(other.guest());
      }
      assertThat(machines.size()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void endsMachineThatDiesInUse() throws Exception {
    try (GuestPool pool = pool(1, 0, 100)) {
      try (Lease lease = pool.take()) {
        machines.getFirst().stop();
        lease.endedInOrder();
      }
      awaitMachines(2);
    }
  }

  @Test
  void saysWhyThereIsNone() {
    broken.set(true);
    try (GuestPool pool = pool(1, 0, 1)) {
      assertThatThrownBy(pool::take)
          .isInstanceOf(GuestLost.class)
          .hasMessageContaining("no machine today");
      broken.set(false);
      await().until(() -> pool.size() == 1);
    }
  }

  @Test
  void lendsNothingOnceClosed() {
    GuestPool pool = pool(1, 0, 1);
    pool.close();
    pool.close();
    assertThatThrownBy(pool::take).isInstanceOf(GuestLost.class);
    assertThat(machines).noneMatch(FakeMachine::isAlive);
  }

  @Test
  void lentMachinesEndWithThePool() throws Exception {
    GuestPool pool = pool(1, 0, 1);
    Lease lease = pool.take();
    pool.close();
    assertThat(machines).noneMatch(FakeMachine::isAlive);
    lease.close();
    assertThat(pool.size()).isZero();
  }

  private record FakeMachine(GuestTransport transport, AtomicBoolean alive) implements Machine {
    FakeMachine(GuestTransport transport) {
      this(transport, new AtomicBoolean(true));
    }

    @Override
    public boolean isAlive() {
      return alive.get();
    }

    @Override
    public String lastWords() {
      return "none";
    }

    @Override
    public void stop() {
      alive.set(false);
    }

    @Override
    public void close() {
      stop();
    }
  }
}
