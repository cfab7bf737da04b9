package gavel.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.stack.Arrival;
import gavel.bench.stack.Program;
import gavel.bench.stack.Stack;
import gavel.bench.stack.Submitter;
import gavel.bench.stack.VerdictTap;
import gavel.model.topic.VerdictRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Many submissions that are queued before there is a worker, which then drains them for a minute,
 * or for as long as was said: its memory, the order, and what the broker says of the queue.
 */
public final class QueuedBench implements Bench {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration SAMPLE = Duration.ofSeconds(1);
  private static final double FLAT = 1.10;
  private static final double MIB = 1 << 20;

  /** Slots that become free at the same time may be taken in any order. */
  private static final int OUT_OF_ORDER = 4;

  private final int queued;
  private final Duration bound;

  /** So many submissions. */
  public QueuedBench(int queued) {
    this(queued, BOUND);
  }

  /** The same, drained for at most so long. */
  public QueuedBench(int queued, Duration bound) {
    this.queued = queued;
    this.bound = bound;
  }

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String purpose() {
    return "submissions that are queued before a worker starts: its memory, order, lag";
  }

  @Override
  public int usualRuns() {
    return queued;
  }

  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException, InterruptedException {
    int slots = Runtime.getRuntime().availableProcessors();
    progress.steps(2L * queued);
    ObjectNode json = BenchReport.head(this);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Sources.writeProblems(Stack.problems(scratch));
      try (Stack stack = Stack.start(scratch, slots, false);
          Admin admin = stack.admin();
          VerdictTap tap = VerdictTap.open(stack.bootstrap())) {
        Queued all = submit(stack);
        progress.step(queued, "queued");
        Program worker = stack.startWorker("bench", slots);
        Drained drained = drain(worker, admin, tap, progress);
        json.put("ok", drained.report(all, slots, json.putArray("rows")));
      }
    }
    return new BenchReport(json, json.path("ok").asBoolean());
  }

  /**
   * What was queued.
   *
   * @param timestamps of the records, in the order of their places
   */
  private record Queued(Duration took, List<Long> timestamps) {
    int count() {
      return timestamps.size();
    }
  }

  private Queued submit(Stack stack) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Submitter submitter = Submitter.batching(stack.bootstrap())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int each = 0; each < queued; each++) {
        sent.add(
            submitter.send(
                Submitter.inC("q-" + each, Sources.TRIVIAL_PROBLEM, Sources.TRIVIAL, "user")));
      }
      Submitter.await(sent);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      List<Long> timestamps = new ArrayList<>(queued);
      sent.forEach(each -> timestamps.add(each.resultNow().timestamp()));
      return new Queued(took, timestamps);
    }
  }

  private Drained drain(Program worker, Admin admin, VerdictTap tap, Progress progress)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    List<Long> resident = new ArrayList<>();
    long lagBefore = 0; // as long as the group has no member, it does not know of the topic
    int came = 0;
    while (came < queued && System.nanoTime() - begin < bound.toNanos()) {
      int now = tap.awaitCount(queued, SAMPLE);
      progress.step(now - came, "drained");
      came = now;
      lagBefore = Math.max(lagBefore, QueueLag.of(admin));
      worker.resident().ifPresent(size -> resident.add(size.bytes()));
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    TimeUnit.MILLISECONDS.sleep(SAMPLE.toMillis()); // the last verdicts are accepted by then
    return new Drained(elapsed, tap.arrivals(), resident, lagBefore, QueueLag.of(admin));
  }

  /** What was seen. */
  private record Drained(
      Duration elapsed, List<Arrival> arrivals, List<Long> resident, long before, long after) {
    boolean report(Queued queued, int slots, ArrayNode rows) {
      boolean whole = arrivals.size() == queued.count();
      rows.addObject()
          .put("name", "queued")
          .put("runs", queued.count())
          .put("per_second", Math.round(queued.count() / seconds(queued.took())));
      rows.addObject()
          .put("name", "drained")
          .put("runs", arrivals.size())
          .put("per_second", Math.round(arrivals.size() / seconds(elapsed)))
          .put("last_quarter_per_second", Math.round(lastQuarter()))
          .put("seconds", Math.round(seconds(elapsed)));
      boolean visible = whole ? after == 0 : after > 0 && after < before;
      rows.addObject()
          .put("name", "lag of the group")
          .put("most", before)
          .put("after", after)
          .put("met", visible);
      long early = middle(resident.subList(resident.size() / 4, resident.size() / 2 + 1));
      long late = middle(resident.subList(resident.size() * 3 / 4, resident.size()));
      boolean flat = late <= early * FLAT;
      rows.addObject()
          .put("name", "memory of the worker")
          .put("second_quarter_mib", Measurement.rounded(early / MIB))
          .put("last_quarter_mib", Measurement.rounded(late / MIB))
          .put("met", flat);
      int displaced = displaced(queued);
      boolean ordered = displaced <= slots * OUT_OF_ORDER;
      rows.addObject()
          .put("name", "order")
          .put("furthest_out_of_place", displaced)
          .put("met", ordered);
      return visible && flat && ordered;
    }

    /** The rate of the last quarter of the verdicts, when everything has been compiled. */
    private double lastQuarter() {
      int from = arrivals.size() * 3 / 4;
      if (from >= arrivals.size() - 1) {
        return 0;
      }
      long nanos = arrivals.getLast().nanos() - arrivals.get(from).nanos();
      return (arrivals.size() - 1 - from) * 1e9 / Math.max(1, nanos);
    }

    private static double seconds(Duration duration) {
      return Math.max(1, duration.toMillis()) / 1e3;
    }

    private static long middle(List<Long> sizes) {
      return sizes.stream().sorted().skip(sizes.size() / 2).findFirst().orElse(0L);
    }

    /** The place that a submission was queued at, and when it got a slot, in milliseconds. */
    private record Place(int own, long begun) {
      static Place of(VerdictRecord verdict, Queued queued) {
        int own = Integer.parseInt(verdict.id().substring(2));
        return new Place(own, queued.timestamps().get(own) + verdict.queued().toMillis());
      }
    }

    /**
     * By how many places the furthest got its slot too early or too late. What takes longer in one
     * slot than others do in the next is judged after them, and was in its turn all the same.
     */
    private int displaced(Queued queued) {
      // a hundred thousand whole verdicts are more than the heap holds
      List<Place> judged =
          arrivals.stream()
              .map(arrival -> Place.of(arrival.verdict(), queued))
              .sorted(Comparator.comparingLong(Place::begun).thenComparingInt(Place::own))
              .toList();
      int furthest = 0;
      for (int place = 0; place < judged.size(); place++) {
        furthest = Math.max(furthest, Math.abs(judged.get(place).own() - place));
      }
      return furthest;
    }
  }
}
