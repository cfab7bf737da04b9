package gavel.executor.interact;

import gavel.executor.slot.Seat;
import gavel.sandbox.Standstill;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a conversation in which each waits for the other, as for what was never flushed: there is
 * nothing that could come of waiting until the wall clock ends it. It is the contestant who is
 * ended, as {@code IDLE}; the interactor sees the end of what it listens to.
 */
final class IdleWatch {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** So often nobody has moved: we may still be about to bring something. */
  private static final int LOOKS = 8;

  private final Seat contestants;
  private final Seat jurys;
  private List<Standstill> last = List.of();
  private int alike;

  IdleWatch(Seat contestants, Seat jurys) {
    this.contestants = contestants;
    this.jurys = jurys;
  }

  /** Waits for the end of a side. */
  void await(SideRun side) throws InterruptedException {
    while (!side.await(LOOK)) {
      look();
    }
  }

  private void look() {
    Optional<Standstill> contestant = contestants.standstill();
    Optional<Standstill> interactor =
        contestant.isPresent() ? jurys.standstill() : Optional.empty();
    if (interactor.isEmpty()) {
      last = List.of();
      return;
    }
    List<Standstill> now = List.of(contestant.get(), interactor.get());
    alike = now.equals(last) ? alike + 1 : 0;
    last = now;
    if (alike >= LOOKS) {
      contestants.endIdle();
      last = List.of();
    }
  }
}
