package gavel.cli.verify;

import gavel.worker.judge.ProgressListener;

/** Hears how far a verification is; from several threads at once. */
public interface VerifyProgress {
  /** Hears nothing. */
  VerifyProgress NONE =
      new VerifyProgress() {
        @Override
        public void more(int steps) {}

        @Override
        public ProgressListener of(String submission) {
          return ProgressListener.NONE;
        }
      };

  /** So many tests are still to be run beside those that were known. */
  void more(int steps);

  /** Who hears of the tests of a submission. */
  ProgressListener of(String submission);
}
