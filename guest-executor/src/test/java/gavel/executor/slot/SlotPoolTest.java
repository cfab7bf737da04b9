package gavel.executor.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.RunLimits;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.Role;
import gavel.sandbox.Box;
import gavel.sandbox.Faults;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.SandboxFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotPoolTest {
  private final List<FakeSandbox> opened = new ArrayList<>();
  private boolean failToOpen;

  private FakeSandbox open(int slot) throws SandboxFault {
    if (failToOpen) {
      throw Faults.of("No cgroups left for slot " + slot);
    }
    FakeSandbox sandbox = new FakeSandbox();
    opened.add(sandbox);
    return sandbox;
  }

  private SlotPool pool(int slots) throws SandboxFault, InterruptedException {
    return SlotPool.open(slots, number -> 70_000 + number, this::open);
  }

  static RunSpec spec(String word) {
    return new RunSpec(
        List.of("/bin/word", word),
        Map.of(),
        new Box.Directory(Path.of("/nowhere")),
        Optional.empty(),
        (_, _, _) -> {},
        (_, _, _) -> {},
        RunLimits.contestant(Duration.ofSeconds(1)));
  }

  @Test
  void slotsAreTakenAtOnceOrNotAtAll() throws Exception {
    try (SlotPool pool = pool(2)) {
      SlotLease first = pool.tryTake().orElseThrow();
      SlotLease second = pool.tryTake().orElseThrow();
      assertThat(List.of(first.uid(), second.uid())).containsExactly(70_000, 70_001);
      assertThat(pool.tryTake()).isEmpty();
      first.close();
      first.close();
      assertThat(pool.counts()).isEqualTo(new SlotPool.Counts(1, 1, 0));
      assertThat(pool.tryTake()).isPresent();
    }
  }

  @Test
  void aSandboxThatFailedIsReplaced() throws Exception {
    try (SlotPool pool = pool(1)) {
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        assertThatThrownBy(() -> lease.run(spec("fault"))).isInstanceOf(SandboxFault.class);
      }
      assertThat(opened).hasSize(2);
      assertThat(opened.getFirst().closed).isTrue();
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        assertThat(lease.run(spec("hello")).killedBy()).isEmpty();
      }
      assertThat(opened).hasSize(2);
    }
  }

  @Test
  void aSlotThatCannotBeOpenedAgainIsOut() throws Exception {
    try (SlotPool pool = pool(2)) {
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        failToOpen = true;
        assertThatThrownBy(() -> lease.run(spec("bug"))).isInstanceOf(IllegalStateException.class);
      }
      assertThat(pool.counts()).isEqualTo(new SlotPool.Counts(0, 1, 1));
    }
  }

  @Test
  void aSlotThatIsOutIsOpenedAgainWhenThatIsPossible() throws Exception {
    AtomicLong now = new AtomicLong();
    try (SlotPool pool = SlotPool.open(1, number -> 70_000 + number, this::open, now::get)) {
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        failToOpen = true;
        assertThatThrownBy(() -> lease.run(spec("bug"))).isInstanceOf(IllegalStateException.class);
      }
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(pool.tryTake()).as("there is still nothing to open it with").isEmpty();
      assertThat(pool.counts()).isEqualTo(new SlotPool.Counts(0, 0, 1));
      failToOpen = false;
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(pool.tryTake()).as("twice as long after the second failure").isEmpty();
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        assertThat(lease.run(spec("hello")).killedBy()).isEmpty();
      }
      assertThat(pool.counts()).isEqualTo(new SlotPool.Counts(0, 1, 0));
    }
  }

  @Test
  void slotsThatWereOpenedAreClosedWhenAnotherCannotBe() {
    SandboxOpener second =
        number -> {
          failToOpen = number == 1;
          return open(number);
        };
    assertThatThrownBy(() -> SlotPool.open(2, number -> 70_000 + number, second))
        .isInstanceOf(SandboxFault.class);
    assertThat(opened).hasSize(1).allMatch(sandbox -> sandbox.closed);
  }

  @Test
  void cancellingEndsWhatRunsAndLetsNothingMoreRun() throws Exception {
    try (SlotPool pool = pool(1);
        Ticket ticket = new Ticket(pool)) {
      SlotLease lease = ticket.slot();
      CompletableFuture<Throwable> outcome =
          CompletableFuture.supplyAsync(() -> failureOf(lease, "hang"));
      assertThat(opened.getFirst().hanging.await(60, TimeUnit.SECONDS)).isTrue();
      ticket.cancel();
      assertThat(outcome.get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              RequestRefused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CANCELLED));
      assertThat(failureOf(lease, "hello")).isInstanceOf(RequestRefused.class);
      assertThat(opened).hasSize(1);
    }
  }

  @Test
  void aCancelledTicketGetsNoSlot() throws Exception {
    try (SlotPool pool = pool(1);
        Ticket ticket = new Ticket(pool)) {
      ticket.cancel();
      assertThatThrownBy(ticket::slot).isInstanceOf(RequestRefused.class);
      assertThat(ticket.cancellation()).isDone();
      assertThat(pool.counts().free()).isEqualTo(1);
    }
  }

  @Test
  void aTicketKeepsItsSlotAndABusyPoolIsSaidToBe() throws Exception {
    try (SlotPool pool = pool(1);
        Ticket first = new Ticket(pool);
        Ticket second = new Ticket(pool)) {
      assertThat(first.slot()).isSameAs(first.slot());
      assertThatThrownBy(second::slot)
          .isInstanceOfSatisfying(
              RequestRefused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BUSY));
    }
  }

  @Test
  void aSandboxThatCannotBeClosedKeepsNoOtherOpen() throws Exception {
    SlotPool pool = pool(3);
    opened.getFirst().failToClose = true;
    opened.get(1).failToClose = true;
    pool.close();
    assertThat(opened).hasSize(3).allMatch(sandbox -> sandbox.closed);
  }

  @Test
  void aFailedSandboxThatCannotBeClosedIsReplacedAllTheSame() throws Exception {
    try (SlotPool pool = pool(1)) {
      opened.getFirst().failToClose = true;
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        assertThat(failureOf(lease, "fault")).isInstanceOf(SandboxFault.class);
      }
      assertThat(opened).hasSize(2);
      assertThat(pool.counts()).isEqualTo(new SlotPool.Counts(0, 1, 0));
    }
  }

  @Test
  void closingWhileSomethingRunsOpensNothingAgain() throws Exception {
    SlotPool pool = pool(1);
    SlotLease lease = pool.tryTake().orElseThrow();
    pool.close();
    assertThat(failureOf(lease, "fault")).isInstanceOf(SandboxFault.class);
    lease.close();
    assertThat(opened).hasSize(1).allMatch(sandbox -> sandbox.closed);
    assertThat(pool.tryTake()).isEmpty();
  }

  @Test
  void theJurysSandboxIsAnotherAndOpenedWhenItIsNeeded() throws Exception {
    try (SlotPool pool = pool(2)) {
      for (int i = 0; i < 4; i++) {
        try (SlotLease lease = pool.tryTake().orElseThrow()) {
          // the slot that was free for longest
          assertThat(lease.seat(Role.CONTESTANT).uid()).isEqualTo(70_000 + i % 2);
          assertThat(lease.seat(Role.JURY).uid()).isEqualTo(70_002 + i % 2);
          assertThat(lease.seat(Role.JURY)).isSameAs(lease.seat(Role.JURY));
        }
        assertThat(opened).hasSize(i == 0 ? 3 : 4);
      }
    }
    assertThat(opened).allMatch(sandbox -> sandbox.closed);
  }

  @Test
  void aSandboxOfTheJurysThatFailedIsReplacedWithTheNextNeed() throws Exception {
    try (SlotPool pool = pool(1)) {
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        Seat jury = lease.seat(Role.JURY);
        assertThatThrownBy(() -> jury.run(spec("fault"))).isInstanceOf(SandboxFault.class);
      }
      assertThat(opened).extracting(sandbox -> sandbox.closed).containsExactly(false, true);
      failToOpen = true;
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        assertThatThrownBy(() -> lease.seat(Role.JURY)).isInstanceOf(SandboxFault.class);
        assertThat(lease.run(spec("hello")).killedBy()).isEmpty();
      }
      failToOpen = false;
      try (SlotLease lease = pool.tryTake().orElseThrow()) {
        assertThat(lease.seat(Role.JURY).run(spec("hello")).killedBy()).isEmpty();
      }
      assertThat(opened).hasSize(3);
    }
  }

  @Test
  void cancellingEndsTheJurysProgramsToo() throws Exception {
    try (SlotPool pool = pool(1);
        Ticket ticket = new Ticket(pool)) {
      Seat jury = ticket.slot().seat(Role.JURY);
      CompletableFuture<Throwable> outcome =
          CompletableFuture.supplyAsync(() -> failureOf(() -> jury.run(spec("hang"))));
      assertThat(opened.getLast().hanging.await(60, TimeUnit.SECONDS)).isTrue();
      ticket.cancel();
      assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(RequestRefused.class);
      assertThat(failureOf(() -> ticket.slot().seat(Role.JURY).run(spec("hello"))))
          .isInstanceOf(RequestRefused.class);
    }
  }

  private static Throwable failureOf(SlotLease lease, String word) {
    return failureOf(() -> lease.run(spec(word)));
  }

  private interface Attempt {
    RunReport run() throws RequestRefused, SandboxFault, InterruptedException;
  }

  private static Throwable failureOf(Attempt attempt) {
    try {
      return new AssertionError("It ran: " + attempt.run());
    } catch (RequestRefused | SandboxFault | InterruptedException failure) {
      return failure;
    }
  }
}
