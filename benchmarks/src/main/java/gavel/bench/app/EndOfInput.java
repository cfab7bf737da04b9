package gavel.bench.app;

import java.io.IOException;
import java.io.OutputStream;

/** Standard input as the word that nobody waits for the result any more. */
final class EndOfInput {
  private EndOfInput() {}

  /** Interrupts the thread when standard input ends, so that it cleans up and ends. */
  static void interrupts(Thread thread) {
    Thread.ofPlatform().daemon().name("end-of-input").start(() -> awaitAndInterrupt(thread));
  }

  private static void awaitAndInterrupt(Thread thread) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException unreadable) {
      System.err.println("gavel-bench: standard input: " + unreadable.getMessage());
    }
    thread.interrupt();
  }
}
