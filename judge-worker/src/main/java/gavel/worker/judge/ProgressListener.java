package gavel.worker.judge;

import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;

/** Hears of each step of a judgement as it is done, on the thread that judges. */
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void started(int tests) {}

        @Override
        public void compiled(CompileReport report) {}

        @Override
        public void tested(int position, int tests, TestReport report) {}
      };

  /** The judgement begins; so many tests there are. A judgement that is retried begins again. */
  void started(int tests);

  /** The compiler is done. */
  void compiled(CompileReport report);

  /** The test at that position, counted from 1 in data order, is done. */
  void tested(int position, int tests, TestReport report);
}
