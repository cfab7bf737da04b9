package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.Guest;
import gavel.worker.guest.pool.GuestSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrustWatchTest {
  private static final Duration OFTEN = Duration.ofMillis(5);
  private final AtomicInteger lent = new AtomicInteger();
  private final AtomicInteger inOrder = new AtomicInteger();

  private final class Guests implements GuestSource {
    @Override
    public Lease take() {
      lent.incrementAndGet();
      return new Lease() {
        @Override
        public Guest guest() {
          return (Guest)
              Proxy.newProxyInstance(
                  Guest.class.getClassLoader(),
                  new Class<?>[] {Guest.class},
                  (_, method, _) -> {
                    throw new UnsupportedOperationException(method.getName());
                  });
        }

        @Override
        public void endedInOrder() {
          inOrder.incrementAndGet();
        }

        @Override
        public void close() {
          lent.decrementAndGet();
        }
      };
    }

    @Override
    public Optional<String> trouble() {
      return Optional.empty();
    }

    @Override
    public long losses() {
      return 0;
    }

    @Override
    public boolean lendsTheSame() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void aWrongVerdictIsTheEnd() {
    TrustWatch.Test test =
        _ -> {
          throw new SelfTest.Failed("success in the place of timeout");
        };
    try (TrustWatch watch = TrustWatch.start(new Guests(), test, OFTEN)) {
      assertThatThrownBy(() -> watch.failure().get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("success in the place of timeout");
    }
    assertThat(lent).hasValue(0);
    assertThat(inOrder).hasValue(0);
  }

  @Test
  void aGuestThatIsLostIsNoWrongVerdict() throws Exception {
    CountDownLatch thrice = new CountDownLatch(3);
    TrustWatch.Test test =
        _ -> {
          thrice.countDown();
          if (thrice.getCount() == 2) {
            throw new GuestLost("gone");
          }
        };
    try (TrustWatch watch = TrustWatch.start(new Guests(), test, OFTEN)) {
      thrice.await();
      assertThat(watch.failure()).isNotDone();
    }
    assertThat(lent).hasValue(0);
    assertThat(inOrder).hasPositiveValue();
  }
}
