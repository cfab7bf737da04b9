package gavel.executor.session;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private final Deadlines deadlines =
      new Deadlines(SessionLimits.within(Duration.ofMillis(20), Duration.ofMillis(20)));

  private static Connection closedBy(Runnable hangUp) {
    return new Connection() {
      @Override
      public InputStream input() {
        return InputStream.nullInputStream();
      }

      @Override
      public OutputStream output() {
        return OutputStream.nullOutputStream();
      }

      @Override
      public void hangUp() {
        hangUp.run();
      }
    };
  }

  @Test
  void aConnectionThatCannotBeClosedKeepsNobodyFromClosingOthers() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    deadlines.watch(
        closedBy(() -> {
          failed.countDown();
          throw new IllegalStateException("this connection cannot be closed");
        }),
        new Pulse(),
        () -> false);
    Assertions.assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
    CountDownLatch closed = new CountDownLatch(2);
    deadlines.watch(closedBy(closed::countDown), new Pulse(), () -> false);
    deadlines.watch(closedBy(closed::countDown), new Pulse(), () -> false);
    Assertions.assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
