package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.protocol.BodyStore;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.worker.JudgeFault.GuestLost;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestLinkTest {
  private static final int CONNECTIONS = 500;
  @TempDir Path directory;

  /** A peer that is gone before anything was said. */
  private record Gone(InputStream in, OutputStream out, CountDownLatch closed)
      implements GuestTransport.Connection {
    Gone() {
      this(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new CountDownLatch(1));
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void aPeerThatClosesAtOnceIsLostAndNothingElse() throws Exception {
    Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, bug) -> bugs.add(bug));
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Gone gone = new Gone();
        GuestLink link = GuestLink.open("gone", gone, BodyStore.in(directory));
        gone.closed().await();
        await().pollInterval(Duration.ofMillis(1)).until(link::isLost);
        assertThatThrownBy(() ->
                link.ask(new HealthCheck("1"), List.of(), Duration.ofMinutes(1), Optional.empty()))
            .isInstanceOf(GuestLost.class)
            .hasMessage("The guest at gone closed the connection");
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(bugs).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"33000, 33 s", "100, 0.1 s", "1500, 1.5 s", "600000, 600 s", "0, 0 s"})
  void timesAreForPeople(long millis, String words) {
    assertThat(GuestLink.inWords(Duration.ofMillis(millis))).isEqualTo(words);
  }
}
