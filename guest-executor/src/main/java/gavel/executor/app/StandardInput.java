package gavel.executor.app;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Standard input as the word that this program is not wanted any more. */
final class StandardInput {
  private StandardInput() {}

  /** Returns when standard input ends; where nobody is to look at it, never. */
  static void awaitEnd(boolean looked) throws IOException, InterruptedException {
    if (looked) {
      System.in.transferTo(OutputStream.nullOutputStream());
    } else {
      new CountDownLatch(1).await();
    }
  }
}
