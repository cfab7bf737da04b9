package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.ByteSize;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestRequest;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestUnfit;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.ScriptedGuest;
import gavel.worker.guest.ScriptedGuest.Line;
import gavel.worker.guest.pool.GuestSource.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestPoolTest {
  private static final ByteSize SOME = ByteSize.ofMiB(1);
  @TempDir private Path directory;
  private final List<FakeMachine> machines = new CopyOnWriteArrayList<>();
  private final AtomicBoolean broken = new AtomicBoolean();

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  private GuestPool pool(int inUse, int spare, int reuse) {
    return GuestPool.start(this::machine, settings(inUse, spare, reuse));
  }

  private PoolSettings settings(int inUse, int spare, int reuse) {
    return new PoolSettings(
        inUse, spare, reuse, Duration.ofSeconds(20), GuestSettings.in(directory));
  }

  private Machine machine() throws IOException {
    if (broken.get()) {
      failures.incrementAndGet();
      throw new IOException("no machine today");
    }
    FakeMachine machine = new FakeMachine(new ScriptedGuest(directory, this::answer));
    machines.add(machine);
    return machine;
  }

  private void answer(GuestRequest request, Envelope envelope, Line line) throws IOException {
    asked.incrementAndGet();
    line.say(new StatusReport(request.id(), SOME, SOME, SOME, SOME, 0.5, 0, 1, 0, List.of()));
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
      assertThat(pool.losses()).isEqualTo(1);
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
      assertThat(pool.losses()).isEqualTo(1);
      assertThat(pool.trouble()).isEmpty();
    }
  }

  @Test
  void waitsThroughFailure() throws Exception {
    broken.set(true);
    try (GuestPool pool = pool(1, 0, 1)) {
      await().until(() -> failures.get() > 0);
      broken.set(false);
      try (Lease lease = pool.take()) {
        assertThat(lease.guest()).isNotNull();
      }
    }
  }

  @Test
  void saysWhyThereIsNone() {
    broken.set(true);
    try (GuestPool pool = pool(1, 0, 1)) {
      assertThatThrownBy(pool::take)
          .isInstanceOf(GuestUnfit.class)
          .hasMessageContaining("no machine today");
      assertThat(pool.trouble().orElseThrow()).contains("no machine today");
      assertThat(failures).hasValueGreaterThanOrEqualTo(3);
      broken.set(false);
      await().until(() -> pool.size() == 1);
    }
  }

  @Test
  void goesOnAfterBug() throws Exception {
    AtomicBoolean bug = new AtomicBoolean(true);
    MachineStarter starter =
        () -> {
          if (bug.getAndSet(false)) {
            throw new IllegalStateException("A bug");
          }
          return machine();
        };
    try (GuestPool pool = GuestPool.start(starter, settings(1, 0, 1));
        Lease lease = pool.take()) {
      assertThat(lease.guest()).isNotNull();
    }
  }

  @Test
  void looksAfterThoseThatNobodyUses() throws Exception {
    try (GuestPool pool =
        GuestPool.start(this::machine, settings(1, 1, 1), Duration.ofMillis(20))) {
      await().until(() -> pool.size() == 2);
      await().until(() -> asked.get() > 3);
      assertThat(machines).hasSize(2);
      machines.getFirst().stop();
      awaitMachines(3);
      await().until(() -> pool.size() == 2);
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
