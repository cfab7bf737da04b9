package gavel.worker.intake;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer thread does: one session after the other until the intake drains. */
final class FeedServer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedServer.class);

  private final String name;
  private final int rank;
  private final FeedSession.Kind kind;
  private final IntakeParts parts;
  private final RandomGenerator random = new SplittableRandom();

  FeedServer(String name, int rank, FeedSession.Kind kind, IntakeParts parts) {
    this.name = name;
    this.rank = rank;
    this.kind = kind;
    this.parts = parts;
  }

  @Override
  public void run() {
    try {
      serve();
    } catch (InterruptedException | InterruptException e) {
      LOG.warn("{} was interrupted and takes no more records", name);
      Thread.currentThread().interrupt();
    }
  }

  private void serve() throws InterruptedException {
    int failures = 0;
    if (kind == FeedSession.Kind.BULK && !parts.turns().awaitQuick(rank)) {
      return;
    }
    while (!parts.drain().requested()) {
      long started = System.nanoTime();
      try (FeedSession session = new FeedSession(name, rank, kind, parts)) {
        session.takeUntilDrained();
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException | IllegalStateException e) {
        parts.counters().brokerFaults.increment();
        failures = lastedSince(started) ? 1 : failures + 1;
        pause(failures, e);
      }
    }
  }

  /** A session that outlived the longest wait did its work: what ended it is a new trouble. */
  private boolean lastedSince(long started) {
    Duration lasted = Duration.ofNanos(System.nanoTime() - started);
    return lasted.compareTo(parts.settings().brokerBackoff().most()) > 0;
  }

  private void pause(int failures, RuntimeException cause) throws InterruptedException {
    Duration wait = parts.settings().brokerBackoff().after(failures, random);
    LOG.warn("{} connects anew in {} ms: {}", name, wait.toMillis(), cause.toString());
    if (parts.drain().await(wait)) {
      LOG.info("{} ends before it connected anew", name);
    }
  }
}
