package gavel.worker.intake;

import static gavel.worker.KafkaFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import gavel.worker.KafkaFixture;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several feeds on a real broker. */
@Tag("kafka")
class LanesIT {
  @RegisterExtension static final KafkaFixture KAFKA = new KafkaFixture();

  /** Longer than a busy machine stalls. */
  private static final Duration LOCK = Duration.ofSeconds(10);

  private static final String WARM_UP = "warm-up";

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final Queue<String> redelivered = new ConcurrentLinkedQueue<>();
  private List<Feed> feeds = List.of();

  @BeforeEach
  void createTopicsAndGroups(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    feeds = List.of(feed(name + "-urgent", 0, 1), feed(name + "-normal", 0.2, 1));
  }

  private static Feed feed(String name, double share, int partitions) throws Exception {
    KAFKA.broker().createTopic(name, partitions);
    KAFKA.broker().createGroup(name, LOCK);
    return new Feed(name, name, share, partitions);
  }

  private ShareIntake start(int slots, JudgeCallback callback) {
    return ShareIntake.start(settings(slots), callback);
  }

  private IntakeSettings settings(int slots) {
    return IntakeSettings.of(KAFKA.broker().client(), feeds, slots)
        .withLock(LOCK, Duration.ofMillis(300));
  }

  private static String text(IntakeRecord record) {
    return new String(record.value().orElseThrow(), UTF_8);
  }

  private static String[] numbers(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  @Test
  void whatIsUrgentGoesBeforeWhatWaitedLonger() throws Exception {
    for (Feed feed : feeds) {
      KAFKA.broker().produce(feed.topic(), WARM_UP);
    }
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    JudgeCallback callback =
        (record, ran) -> {
          if (!text(record).equals(WARM_UP)) {
            note(record);
            begun.countDown();
            goOn.await();
          }
          ran.run();
          return new Disposition.Accept();
        };
    // whoever takes several at a time brings them in no order
    IntakeSettings oneByOne = settings(1).withQuick(Duration.ZERO);
    try (ShareIntake intake = ShareIntake.start(oneByOne, callback)) {
      // all who ask the broker are members of their groups by then
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 2);
      KAFKA.broker().produce(feeds.get(1).topic(), numbers("n", 40));
      begun.await();
      KAFKA.broker().produce(feeds.get(0).topic(), numbers("u", 10));
      goOn.countDown();
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 52);
    }
    List<String> order = List.copyOf(seen);
    assertThat(order).hasSize(50).doesNotHaveDuplicates();
    assertOldestFirst(order, numbers("n", 40));
    assertOldestFirst(order, numbers("u", 10));
    // a fifth of the rest is theirs, more where the broker is slow to say that there is something
    assertThat(order.indexOf("u9")).isLessThan(35);
  }

  private void note(IntakeRecord record) {
    seen.add(text(record));
    if (record.deliveryCount() > 1) {
      redelivered.add(text(record));
    }
  }

  /**
   * Two consumers of a lane may have one record each in hand, so neighbours may change places. What
   * one of them handed back comes whenever it comes.
   */
  private void assertOldestFirst(List<String> order, String... sent) {
    List<String> expected = Stream.of(sent).filter(each -> !redelivered.contains(each)).toList();
    List<String> lane = order.stream().filter(expected::contains).toList();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(lane.indexOf(expected.get(i))).as(expected.get(i)).isCloseTo(i, within(1));
    }
  }

  @Test
  void aSlotThatIsGivenBackBeforePublishingIsUsed() throws Exception {
    KAFKA.broker().produce(feeds.get(0).topic(), "first", "second");
    CountDownLatch secondBegan = new CountDownLatch(1);
    JudgeCallback callback =
        (record, ran) -> {
          if (text(record).equals("second")) {
            secondBegan.countDown();
          } else {
            ran.run();
            secondBegan.await();
          }
          return new Disposition.Accept();
        };
    try (ShareIntake intake = start(1, callback)) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 2);
      await().atMost(PATIENCE).until(() -> intake.freeSlots() == 1);
    }
  }

  @Test
  void aTopicWithManyPartitionsIsServedWhole() throws Exception {
    feeds = List.of(feed("many-partitions", 0, 3));
    KAFKA.broker().produce(feeds.get(0).topic(), numbers("n", 60));
    JudgeCallback callback =
        (record, _) -> {
          seen.add(text(record));
          return new Disposition.Accept();
        };
    try (ShareIntake intake = start(3, callback)) {
      await().atMost(PATIENCE).until(() -> intake.counters().accepted() == 60);
    }
    assertThat(seen).hasSize(60);
  }

  /** A busy worker that came to hold a record lets it go, to one who has a free slot. */
  @Test
  void whatABusyWorkerHoldsGoesToAnIdleOne() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    JudgeCallback endless =
        (_, _) -> {
          begun.countDown();
          done.await();
          return new Disposition.Accept();
        };
    JudgeCallback quick =
        (record, _) -> {
          seen.add(text(record));
          return new Disposition.Accept();
        };
    try (ShareIntake busy = start(1, endless)) {
      KAFKA.broker().produce(feeds.get(0).topic(), "endless");
      begun.await();
      try (ShareIntake idle = start(1, quick)) {
        KAFKA.broker().produce(feeds.get(1).topic(), numbers("n", 6));
        await().atMost(PATIENCE).until(() -> idle.counters().accepted() == 6);
        done.countDown();
        await().atMost(PATIENCE).until(() -> busy.counters().accepted() == 1);
      }
    }
    assertThat(seen).hasSize(6);
  }
}
