package gavel.worker.guest;

import gavel.model.protocol.GuestMessage.Log;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.GuestLink.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request in flight: where the reader leaves the answer and the asker waits for it. */
final class Exchange {
  private final Optional<Consumer<Log>> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private @Nullable Answer answer;
  private @Nullable GuestLost fault;

  /** The reader's own. */
  private boolean acknowledged;

  private boolean givenUp;
  private boolean abandoned;
  private long heardNanos = System.nanoTime();

  /** Without a listener what is logged counts for nothing. */
  Exchange(Optional<Consumer<Log>> listener) {
    this.listener = listener;
  }

  /** Hears a line of output; that took the listener some time, too. */
  void log(Log message) {
    if (listener.isPresent()) {
      listener.get().accept(message);
      heard();
    }
  }

  /** Hears of it that it is worked on, once. */
  void acknowledged() {
    if (!acknowledged) {
      acknowledged = true;
      heard();
    }
  }

  /** From now on nothing makes the wait longer: it is only for the end. */
  void giveUp() {
    lock.lock();
    try {
      givenUp = true;
    } finally {
      lock.unlock();
    }
  }

  private void heard() {
    lock.lock();
    try {
      if (givenUp) {
        return;
      }
      heardNanos = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the answer; false when there is one already, or nobody to take it. */
  boolean complete(Answer last) {
    lock.lock();
    try {
      if (abandoned || answer != null || fault != null) {
        return false;
      }
      answer = last;
      settled.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void fail(GuestLost why) {
    lock.lock();
    try {
      if (answer == null && fault == null) {
        fault = why;
        settled.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The answer, or nothing when for so long, from now on, nothing was heard. */
  Optional<Answer> await(Duration patience) throws GuestLost, InterruptedException {
    lock.lockInterruptibly();
    try {
      heardNanos = System.nanoTime();
      long left = patience.toNanos();
      while (answer == null && fault == null && left > 0) {
        settled.awaitNanos(left);
        left = patience.toNanos() - (System.nanoTime() - heardNanos);
      }
      GuestLost why = fault;
      if (why != null) {
        throw new GuestLost(String.valueOf(why.getMessage()), why);
      }
      return Optional.ofNullable(answer);
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any more: the answer that came unread, and from now on none is taken. */
  Optional<Answer> abandon() {
    lock.lock();
    try {
      abandoned = true;
      return Optional.ofNullable(answer);
    } finally {
      lock.unlock();
    }
  }
}
