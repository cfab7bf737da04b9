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
  private final Consumer<Log> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private @Nullable Answer answer;
  private @Nullable GuestLost fault;
  private boolean abandoned;

  Exchange(Consumer<Log> listener) {
    this.listener = listener;
  }

  void log(Log message) {
    listener.accept(message);
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

  /** The answer, or nothing when it does not come in time. */
  Optional<Answer> await(Duration patience) throws GuestLost, InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (answer == null && fault == null && left > 0) {
        left = settled.awaitNanos(left);
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
