package gavel.worker.app;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.flow.Judging;
import gavel.worker.guest.Guest;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.GuestSource.Lease;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgeSettings;
import gavel.worker.judge.Judgeability;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;
import gavel.worker.judge.SubmissionJudge;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Judges each submission with a guest that is lent for it. */
final class JudgeSlots implements Judging {
  private final GuestSource guests;
  private final Optional<GuestSource> jury;
  private final JudgeSettings settings;

  /** Of guests that are lent again: a judge knows what inputs its guest has. */
  private final ConcurrentMap<Guest, Kept> judges = new ConcurrentHashMap<>();

  private record Kept(JudgeSettings settings, SubmissionJudge judge) {}

  JudgeSlots(GuestSource guests, Optional<GuestSource> jury, JudgeSettings settings) {
    this.guests = guests;
    this.jury = jury;
    this.settings = settings;
  }

  @Override
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    JudgeSettings now = request.settings().orElse(settings);
    // What no guest would be asked must not cost one.
    SubmissionJudge.check(request, now.timeFactor());
    try (Lease lease = guests.take()) {
      try {
        JudgedSubmission judged =
            jury.isPresent() && Judgeability.needsJury(request.problem())
                ? judgeWithJury(lease.guest(), jury.get(), now, request, listener)
                : judge(lease.guest(), now).judge(request, listener);
        lease.endedInOrder();
        return judged;
      } catch (GuestRefused refused) {
        lease.endedInOrder(); // a guest that says no is as good as before
        throw refused;
      }
    }
  }

  private JudgedSubmission judgeWithJury(
      Guest guest,
      GuestSource jurys,
      JudgeSettings now,
      JudgeRequest request,
      ProgressListener listener)
      throws JudgeFault, InterruptedException {
    try (Lease lease = jurys.take()) {
      JudgedSubmission judged =
          new SubmissionJudge(guest, lease.guest(), now).judge(request, listener);
      lease.endedInOrder();
      return judged;
    }
  }

  /** Under new settings a judge begins anew: it has compiled validators with the old ones. */
  private SubmissionJudge judge(Guest guest, JudgeSettings now) {
    if (!guests.lendsTheSame()) {
      return new SubmissionJudge(guest, now);
    }
    return Objects.requireNonNull(
            judges.compute(
                guest,
                (_, kept) ->
                    kept != null && kept.settings().equals(now)
                        ? kept
                        : new Kept(now, new SubmissionJudge(guest, now))))
        .judge();
  }
}
