package gavel.worker.flow;

import gavel.model.topic.SubmissionRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.flow.UserShares.Use;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.topic.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether a submission is judged now or put off, by what its user had of its lane. */
final class LaneFairness {
  private static final Use NOBODYS = () -> {};

  private final LongSupplier clock;
  private final WaitingUsers waiting;
  private final Map<Lane, UserShares> lanes = new EnumMap<>(Lane.class);

  LaneFairness(LongSupplier clock, WaitingUsers waiting) {
    this.clock = clock;
    this.waiting = waiting;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new UserShares(clock));
    }
  }

  /** A submission that gets its slot, or nothing when it is to be put off. */
  Optional<Use> begin(IntakeRecord record, SubmissionRecord submission)
      throws InterruptedException {
    Optional<UserShares> users = Lane.of(record.topic()).map(this::of);
    String user = submission.user();
    if (users.isEmpty() || user == null) {
      return Optional.of(NOBODYS);
    }
    if (Lane.laterThan(record.topic()).isEmpty()) {
      return Optional.of(users.get().use(user));
    }
    boolean isAlone = users.get().seemsAlone(user) && !waiting.othersBehind(record, user);
    return isAlone ? Optional.of(users.get().use(user)) : users.get().begin(user);
  }

  /** Puts off what {@link #begin} gave no slot, and takes note of what that costs. */
  void putOff(IntakeRecord record, Outlet outlet) throws QueueFault, InterruptedException {
    long begin = clock.getAsLong();
    outlet.putOff(record, Lane.laterThan(record.topic()).orElseThrow());
    long took = clock.getAsLong() - begin;
    Lane.of(record.topic()).map(this::of).ifPresent(users -> users.putOff(took));
  }

  private UserShares of(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }
}
