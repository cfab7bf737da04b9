package gavel.worker.latest;

import gavel.worker.intake.Backoff;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in keeping {@code gavel.verdicts.latest} until it is closed. What fails is said once
 * and begun again, for as long as it takes; nobody else is the worse for it.
 */
public final class LatestVerdicts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatestVerdicts.class);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));
  private static final Duration TO_END = Duration.ofSeconds(1);

  private final LatestClients clients;
  private final LatestCounters counters = new LatestCounters();
  private final Unwritable unwritable = new Unwritable();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final AtomicReference<Runnable> wakeUp = new AtomicReference<>(() -> {});
  private final RandomGenerator random = RandomGenerator.getDefault();
  private volatile Thread thread;
  private int failures;
  private boolean said;

  private LatestVerdicts(Map<String, String> client, String worker) {
    String process = worker + "." + UUID.randomUUID();
    this.clients = new LatestClients(client, Topics.MATERIALISERS + "." + process);
    this.thread = thread();
  }

  private Thread thread() {
    return Thread.ofPlatform()
        .daemon()
        .name("latest-verdicts")
        .uncaughtExceptionHandler((_, unforeseen) -> {
          counters.fails();
          LOG.error(
              "{} is begun anew after what nobody foresaw", Topics.LATEST_VERDICTS, unforeseen);
          failures++;
          thread = thread();
          thread.start();
        })
        .unstarted(this::work);
  }

  /**
   * Returns at once.
   *
   * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
   * @param worker whose transactions these are
   */
  public static LatestVerdicts start(Map<String, String> client, String worker) {
    LatestVerdicts started = new LatestVerdicts(client, worker);
    started.thread.start();
    return started;
  }

  /** What came of it so far. */
  public LatestCounters counters() {
    return counters;
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  private void work() {
    try {
      while (!isEnding()) {
        if (failures > 0) {
          boolean _ =
              ending.await(BACKOFF.after(failures, random).toMillis(), TimeUnit.MILLISECONDS);
        }
        attempt();
        failures = unwritable.hasLearned() ? 0 : failures + 1;
      }
    } catch (InterruptedException _) {
      LOG.debug("Ended while waiting to begin again");
    }
  }

  /** Ends when something has failed, or all is to end. */
  private void attempt() {
    try (LatestSession session = LatestSession.of(clients, this::isEnding, counters, unwritable)) {
      wakeUp.set(session::wakeUp);
      if (!isEnding()) {
        session.run(this::works);
      }
    } catch (WakeupException | InterruptException ended) {
      if (!isEnding()) {
        fails(ended);
      }
    } catch (KafkaException failed) {
      fails(failed);
    }
  }

  private void works(long lag) {
    counters.works(lag);
    failures = 0;
    if (said) {
      said = false;
      LOG.info("{} is written again", Topics.LATEST_VERDICTS);
    }
  }

  /** Says it once, and not at all that a member came or went in the middle of a transaction. */
  private void fails(KafkaException failed) {
    counters.fails();
    boolean isUsual = failed instanceof CommitFailedException && failures == 0;
    if (!said && !isUsual) {
      said = true;
      LOG.warn(
          "{} is not written by this worker until further notice; judging goes on: {}",
          Topics.LATEST_VERDICTS,
          failed.toString());
    }
  }

  /** Leaves the others what is not committed; takes a second or two. */
  @Override
  public void close() {
    ending.countDown();
    wakeUp.get().run();
    try {
      if (!thread.join(TO_END)) {
        thread.interrupt();
        boolean _ = thread.join(TO_END);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
