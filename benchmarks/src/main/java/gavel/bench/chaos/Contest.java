package gavel.bench.chaos;

import gavel.bench.stack.Submitter;
import gavel.model.topic.SubmissionRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Users who submit one after the other, whatever is dead just then. */
final class Contest {
  /** Slow enough for many things to happen meanwhile. */
  private static final Duration BETWEEN = Duration.ofMillis(45);

  private static final int USERS = 50;
  private static final int VARIANTS = 8;
  private final List<Kind> kinds = new ArrayList<>();
  private final List<SubmissionRecord> submissions = new ArrayList<>();
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();

  Contest(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int each = 0; each < count; each++) {
      Kind kind = Kind.any(random);
      kinds.add(kind);
      submissions.add(
          Submitter.inC(
              id(each),
              Kind.PROBLEM,
              kind.source(random.nextInt(VARIANTS)),
              "user-" + random.nextInt(USERS)));
    }
  }

  private static String id(int number) {
    return "chaos-" + number;
  }

  /** Returns once the broker has all of them. */
  void submit(String bootstrap) throws IOException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (Submitter submitter = Submitter.atOnce(bootstrap)) {
      for (SubmissionRecord each : submissions) {
        sentAt.put(each.id(), System.nanoTime());
        sent.add(submitter.send(each));
        TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
      }
      Submitter.await(sent);
    }
  }

  int count() {
    return submissions.size();
  }

  /** The verdict that each has to get, by id. */
  Map<String, String> expected() {
    Map<String, String> expected = new java.util.LinkedHashMap<>();
    for (int each = 0; each < submissions.size(); each++) {
      expected.put(submissions.get(each).id(), kinds.get(each).verdict());
    }
    return expected;
  }

  /** When it was handed to the producer, by {@link System#nanoTime}. */
  long sentAt(String id) {
    return sentAt.getOrDefault(id, 0L);
  }
}
