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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Judges each submission with a guest that is lent for it. */
final class JudgeSlots implements Judging {
  private final GuestSource guests;
  private final Optional<GuestSource> jury;
  private final JudgeSettings settings;

  /** Of guests that are lent again: a judge knows what inputs its guest has. */
  private final ConcurrentMap<Guest, SubmissionJudge> judges = new ConcurrentHashMap<>();

  JudgeSlots(GuestSource guests, Optional<GuestSource> jury, JudgeSettings settings) {
    this.guests = guests;
    this.jury = jury;
    this.settings = settings;
  }

  @Override
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    // What no guest would be asked must not cost one.
    SubmissionJudge.check(request, settings.timeFactor());
    try (Lease lease = guests.take()) {
      try {
        JudgedSubmission judged =
            jury.isPresent() && Judgeability.needsJury(request.problem())
                ? judgeWithJury(lease.guest(), jury.get(), request, listener)
                : judge(lease.guest()).judge(request, listener);
        lease.endedInOrder();
        return judged;
      } catch (GuestRefused refused) {
        lease.endedInOrder(); // a guest that says no is as good as before
        throw refused;
      }
    }
  }

  private JudgedSubmission judgeWithJury(
      Guest guest, GuestSource jurys, JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    try (Lease lease = jurys.take()) {
      JudgedSubmission judged =
          new SubmissionJudge(guest, lease.guest(), settings).judge(request, listener);
      lease.endedInOrder();
      return judged;
    }
  }

  private SubmissionJudge judge(Guest guest) {
    return guests.lendsTheSame() ? judges.computeIfAbsent(guest, this::newJudge) : newJudge(guest);
  }

  private SubmissionJudge newJudge(Guest guest) {
    return new SubmissionJudge(guest, settings);
  }
}
