package gavel.worker;

import gavel.worker.JudgeFault.Unavailable;

/** Whether something that judgements need is there, as those see it who ask it for things. */
public interface Availability {
  /** It is taken to be there, whatever is said about it. */
  Availability ASSUMED =
      new Availability() {
        @Override
        public boolean isThere() {
          return true;
        }

        @Override
        public void await() {
          // nothing to wait for
        }

        @Override
        public void answered() {
          // as was to be expected
        }

        @Override
        public void failed(Exception why) {
          // whoever asked deals with it
        }
      };

  /** Whether it is worth asking. */
  boolean isThere();

  /**
   * Returns at once where it is there, and else when it is back.
   *
   * @throws Unavailable when it is not back within a time that is the same for everybody
   */
  void await() throws Unavailable, InterruptedException;

  /** It gave an answer, whatever that was. */
  void answered();

  /** It gave none, or one that means that it is out of order. */
  void failed(Exception why);
}
