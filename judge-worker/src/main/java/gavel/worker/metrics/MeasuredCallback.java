package gavel.worker.metrics;

import gavel.worker.intake.Disposition;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.intake.JudgeCallback;
import java.util.concurrent.atomic.AtomicBoolean;

/** Knows how many slots are taken. */
public record MeasuredCallback(JudgeCallback callback, WorkerMetrics metrics)
    implements JudgeCallback {
  @Override
  public Disposition judge(IntakeRecord record, Runnable ran) throws InterruptedException {
    AtomicBoolean taken = new AtomicBoolean(true);
    Runnable free =
        () -> {
          if (taken.compareAndSet(true, false)) {
            metrics.slotFree();
          }
        };
    metrics.slotTaken();
    try {
      return callback.judge(
          record,
          () -> {
            free.run();
            ran.run();
          });
    } finally {
      free.run();
    }
  }
}
