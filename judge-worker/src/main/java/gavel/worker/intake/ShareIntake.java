package gavel.worker.intake;

import gavel.worker.intake.FeedSession.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots of a worker, and the consumers that take records for them off the share groups. */
public final class ShareIntake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareIntake.class);

  /**
   * Beside the consumers that have a record in judgement: what it was judged to be is published.
   */
  private static final int MORE_CONSUMERS = 1;

  private final IntakeCounters counters = new IntakeCounters();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final Drain drain;
  private final Turns turns;
  private final List<Thread> threads;
  private final ExecutorService judges =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  private ShareIntake(IntakeSettings settings, JudgeCallback callback) {
    drain = new Drain(settings.grace());
    turns = new Turns(settings.feeds(), settings.slots(), settings.quick(), System::nanoTime);
    drain.onRequest(turns::stop);
    IntakeParts parts = new IntakeParts(settings, callback, counters, drain, turns, judges);
    threads =
        IntStream.range(0, settings.feeds().size())
            .boxed()
            .flatMap(rank -> threads(rank, parts))
            .toList();
  }

  private Stream<Thread> threads(int rank, IntakeParts parts) {
    Feed feed = parts.settings().feeds().get(rank);
    int consumers = parts.settings().slots() + MORE_CONSUMERS;
    // members that do not poll would keep the partitions that the group gave them from all others
    int bulk = feed.pollers() == 1 ? consumers : 0;
    return Stream.concat(
        IntStream.range(0, consumers)
            .mapToObj(each -> thread(feed.topic() + "-" + each, rank, Kind.SINGLE, parts)),
        IntStream.range(0, bulk)
            .mapToObj(each -> thread(feed.topic() + "-bulk-" + each, rank, Kind.BULK, parts)));
  }

  /** Starts taking records; the callback is called from as many threads as there are slots. */
  public static ShareIntake start(IntakeSettings settings, JudgeCallback callback) {
    ShareIntake intake = new ShareIntake(settings, callback);
    intake.threads.forEach(Thread::start);
    return intake;
  }

  private Thread thread(String name, int rank, Kind kind, IntakeParts parts) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .uncaughtExceptionHandler(this::consumerFailed)
        .unstarted(new FeedServer(name, rank, kind, parts));
  }

  private void consumerFailed(Thread consumer, Throwable cause) {
    LOG.error("{} failed and takes no more records", consumer.getName(), cause);
    failure.completeExceptionally(cause);
  }

  /** Slots that nothing runs in now. */
  public int freeSlots() {
    return turns.free();
  }

  /** What happened to records so far. */
  public IntakeCounters counters() {
    return counters;
  }

  /**
   * Completes, always exceptionally, when a consumer died of something that it cannot recover from,
   * a bug or a lack of memory: the worker should end and be started again.
   */
  public CompletableFuture<Void> failure() {
    return failure.copy();
  }

  /** Takes nothing new until that is taken back; what is in hand is kept. Returns at once. */
  public void pause(boolean now) {
    turns.pause(now);
  }

  /** Asks for what is in hand to be finished and for nothing new to be taken; returns at once. */
  public void drain() {
    drain.request();
  }

  /** Gives what is in hand back to the queue; returns at once. */
  public void hurry() {
    drain.hurry();
  }

  /**
   * Drains and waits for it. A judgement that is not done after the grace period is interrupted and
   * its record released.
   */
  @Override
  public void close() {
    drain();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      LOG.warn("Interrupted while draining; records in hand come back when their locks run out");
      Thread.currentThread().interrupt();
    } finally {
      judges.shutdown();
    }
  }
}
