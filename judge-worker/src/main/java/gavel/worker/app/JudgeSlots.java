package gavel.worker.app;

import gavel.worker.JudgeFault;
import gavel.worker.flow.Judging;
import gavel.worker.guest.Guest;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;
import gavel.worker.judge.SubmissionJudge;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The judges of a worker, one for each slot, lent to whoever judges. */
final class JudgeSlots implements Judging {
  private final BlockingQueue<SubmissionJudge> free;

  /** One judge for each guest. */
  JudgeSlots(List<? extends Guest> guests) {
    this.free = new ArrayBlockingQueue<>(guests.size());
    guests.forEach(guest -> free.add(new SubmissionJudge(guest)));
  }

  @Override
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    SubmissionJudge judge = free.take();
    try {
      return judge.judge(request, listener);
    } finally {
      free.add(judge);
    }
  }
}
