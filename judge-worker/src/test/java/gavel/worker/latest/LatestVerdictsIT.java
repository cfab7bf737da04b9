package gavel.worker.latest;

import static gavel.worker.KafkaFixture.PATIENCE;
import static gavel.worker.latest.LatestTopics.record;
import static gavel.worker.latest.LatestTopics.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.latest.LatestTopics.Seen;
import gavel.worker.topic.TopicSetup;
import gavel.worker.topic.Topics;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** With a broker of its own: there is one group for each cluster. */
@Tag("kafka")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LatestVerdictsIT {
  /** So that what was abandoned is given up soon after its time. */
  private static final Map<String, String> PROMPT =
      Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

  private RunningBroker broker;
  private LatestTopics topics;

  @BeforeAll
  void start() throws Exception {
    broker = RunningBroker.start(PROMPT);
    try (Admin admin = broker.admin()) {
      TopicSetup.ensure(admin, (short) 1, Topics.WORKERS);
    }
  }

  @AfterAll
  void end() throws Exception {
    broker.close();
  }

  @BeforeEach
  void look() {
    topics = new LatestTopics(broker);
  }

  @AfterEach
  void lookNoLonger() {
    topics.close();
  }

  private LatestVerdicts startOne(String name) {
    return LatestVerdicts.start(broker.client(), name);
  }

  @Test
  void theFirstOfTheHighestGenerationStandsAsItWasPublished() throws Exception {
    try (LatestVerdicts one = startOne("one")) {
      ProducerRecord<byte[], byte[]> first = record("a", 1, 1);
      first.headers().add("traceparent", "of-the-first".getBytes(UTF_8));
      topics.write(first);
      topics.awaitLast("a", verdict("a", 1, 1));
      topics.write(record("a", 1, 2), record("a", 3, 3), record("a", 2, 4), record("a", 3, 5));
      topics.write(
          new ProducerRecord<>(
              Topics.TRIAL_VERDICTS, "a".getBytes(UTF_8), verdict("a", 9, 6).getBytes(UTF_8)));
      topics.write(record("b", 1, 7), record("a", 4, 8));
      topics.awaitLast("b", verdict("b", 1, 7));
      topics.awaitLast("a", verdict("a", 4, 8));
      assertThat(topics.of("a")).first().isEqualTo(verdict("a", 1, 1));
      assertThat(numbers("a")).isSubsetOf(1, 3, 8).startsWith(1).endsWith(8);
      Seen published = topics.all().findFirst().orElseThrow();
      assertThat(published.headers()).isEqualTo(Map.of("traceparent", "of-the-first"));
      assertThat(published.timestamp()).isEqualTo(timestampOf("a"));
      await().atMost(PATIENCE).until(() -> one.counters().written() == topics.all().count());
      await().atMost(PATIENCE).until(() -> one.counters().lag().equals(OptionalLong.of(0)));
      assertThat(one.counters().working()).isTrue();
      assertThat(one.counters().skipped()).isZero();
    }
  }

  private List<Integer> numbers(String id) {
    return topics.of(id).stream()
        .map(value -> StrictJson.readObject(value.getBytes(UTF_8)).path("number").intValue())
        .toList();
  }

  private long timestampOf(String id) {
    return broker.read(Topics.VERDICTS, partitionOf(id)).stream()
        .filter(record -> new String(record.key(), UTF_8).equals(id))
        .findFirst()
        .orElseThrow()
        .timestamp();
  }

  private static int partitionOf(String id) {
    int partition = 0;
    while (!new VerdictPartition(partition, 4).has(id.getBytes(UTF_8))) {
      partition++;
    }
    return partition;
  }

  @Test
  void whatIsNoVerdictIsPassedOver() throws Exception {
    byte[] key = "g".getBytes(UTF_8);
    byte[] good = verdict("g", 2, 1).getBytes(UTF_8);
    try (LatestVerdicts one = startOne("one")) {
      topics.write(
          new ProducerRecord<>(Topics.VERDICTS, key, "no json".getBytes(UTF_8)),
          new ProducerRecord<>(Topics.VERDICTS, key, "[]".getBytes(UTF_8)),
          new ProducerRecord<>(Topics.VERDICTS, key, new byte[] {(byte) 0xff, 0}),
          new ProducerRecord<>(Topics.VERDICTS, key, null),
          new ProducerRecord<>(Topics.VERDICTS, null, good),
          new ProducerRecord<>(Topics.VERDICTS, null, null),
          new ProducerRecord<>(Topics.VERDICTS, "another".getBytes(UTF_8), good),
          new ProducerRecord<>(Topics.VERDICTS, (partitionOf("g") + 1) % 4, key, good),
          record("g", 1, 2));
      topics.awaitLast("g", verdict("g", 1, 2));
      await().atMost(PATIENCE).until(() -> one.counters().skipped() >= 8);
      assertThat(topics.all()).hasSize(1);
    }
  }

  @Test
  void whoStartsKnowsWhatStandsAndWritesNothingAnew() throws Exception {
    try (LatestVerdicts first = startOne("first")) {
      for (int i = 0; i < 40; i++) {
        topics.write(record("s-" + i, 2, i));
      }
      topics.awaitLast("s-39", verdict("s-39", 2, 39));
      await().atMost(PATIENCE).until(() -> topics.all().count() == 40);
      assertThat(first.counters().written()).isEqualTo(40);
    }
    fromTheBeginning();
    try (LatestVerdicts second = startOne("second")) {
      topics.write(record("s-7", 1, 100), record("s-8", 2, 101), record("s-9", 3, 102));
      topics.awaitLast("s-9", verdict("s-9", 3, 102));
      await().atMost(PATIENCE).until(() -> second.counters().lag().equals(OptionalLong.of(0)));
      assertThat(second.counters().written()).isEqualTo(1);
      assertThat(topics.all()).hasSize(41);
    }
  }

  /** As if the group had been deleted. */
  private void fromTheBeginning() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
    for (int partition = 0; partition < 4; partition++) {
      begin.put(new TopicPartition(Topics.VERDICTS, partition), new OffsetAndMetadata(0));
    }
    try (Admin admin = broker.admin()) {
      admin.alterConsumerGroupOffsets(Topics.MATERIALISERS, begin).all().get();
    }
  }

  @Test
  void generationsOnlyRiseWhoeverComesAndGoes() throws Exception {
    Map<String, Integer> highest = new HashMap<>();
    Map<String, String> expected = new HashMap<>();
    List<ProducerRecord<byte[], byte[]>> flow = new ArrayList<>();
    Random random = new Random(20);
    for (int i = 0; i < 6_000; i++) {
      String id = "f-" + random.nextInt(300);
      int generation = 1 + random.nextInt(1 + i / 100);
      flow.add(record(id, generation, i));
      if (generation > highest.getOrDefault(id, 0)) {
        highest.put(id, generation);
        expected.put(id, verdict(id, generation, i));
      }
    }
    try (LatestVerdicts stays = startOne("stays");
        LatestVerdicts leaves = startOne("leaves")) {
      awaitMembers(2);
      publish(flow.subList(0, 1_500));
      await()
          .atMost(PATIENCE)
          .until(() -> leaves.counters().written() > 0 && stays.counters().written() > 0);
      CompletableFuture<Void> leaving = CompletableFuture.runAsync(leaves::close);
      publish(flow.subList(1_500, 3_000));
      leaving.get(60, TimeUnit.SECONDS);
      try (LatestVerdicts comes = startOne("comes")) {
        publish(flow.subList(3_000, 4_000));
        awaitMembers(2);
        publish(flow.subList(4_000, 5_000));
        await().atMost(PATIENCE).until(() -> comes.counters().written() > 0);
        fence("comes");
        publish(flow.subList(5_000, 6_000));
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(last()).containsExactlyInAnyOrderEntriesOf(expected));
      }
    }
    assertRising();
  }

  /** Until so many share the partitions. */
  private void awaitMembers(int count) throws Exception {
    try (Admin admin = broker.admin()) {
      await()
          .atMost(PATIENCE)
          .until(() ->
              admin
                      .describeConsumerGroups(List.of(Topics.MATERIALISERS))
                      .all()
                      .get()
                      .values()
                      .stream()
                      .flatMap(group -> group.members().stream())
                      .filter(member -> !member.assignment().topicPartitions().isEmpty())
                      .count()
                  == count);
    }
  }

  private void publish(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    for (int from = 0; from < records.size(); from += 250) {
      broker.produce(records.subList(from, Math.min(from + 250, records.size())));
    }
  }

  private Map<String, String> last() {
    Map<String, String> last = new HashMap<>();
    topics.all().forEach(each -> last.put(each.id(), each.value()));
    return last;
  }

  private void assertRising() {
    Map<String, Integer> before = new HashMap<>();
    for (Seen each : topics.all().toList()) {
      ObjectNode verdict = StrictJson.readObject(each.value().getBytes(UTF_8));
      int generation = verdict.path("generation").intValue();
      assertThat(generation).as(each.id()).isGreaterThan(before.getOrDefault(each.id(), 0));
      before.put(each.id(), generation);
    }
  }

  /** What another one with the same transactional id would do. */
  private void fence(String name) throws Exception {
    try (Admin admin = broker.admin()) {
      List<String> ids =
          admin.listTransactions().all().get().stream()
              .map(TransactionListing::transactionalId)
              .filter(id -> id.startsWith(Topics.MATERIALISERS + "." + name + "."))
              .toList();
      assertThat(ids).hasSize(1);
      admin.fenceProducers(ids).all().get();
    }
  }

  @Test
  void whoIsFencedStartsOver() throws Exception {
    try (LatestVerdicts one = startOne("fenced")) {
      topics.write(record("z", 1, 1));
      topics.awaitLast("z", verdict("z", 1, 1));
      fence("fenced");
      topics.write(record("z", 1, 2), record("z", 2, 3));
      topics.awaitLast("z", verdict("z", 2, 3));
      assertThat(one.counters().aborted()).isPositive();
      await().atMost(PATIENCE).until(() -> one.counters().working());
      assertThat(numbers("z")).containsExactly(1, 3);
    }
  }

  @Test
  void theNextOneCarriesOnWhenOneIsKilledInTheMiddleOfATransaction() throws Exception {
    for (int i = 0; i < 20; i++) {
      topics.write(record("k-" + i, 1, i));
    }
    Process doomed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedTransaction.class.getName(),
                broker.client().getOrDefault("bootstrap.servers", ""))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = doomed.inputReader(UTF_8)) {
      assertThat(said.readLine()).startsWith("open ");
    } finally {
      doomed.destroyForcibly().waitFor();
    }
    try (LatestVerdicts next = startOne("next")) {
      for (int i = 0; i < 20; i++) {
        topics.awaitLast("k-" + i, verdict("k-" + i, 1, i));
      }
      assertThat(topics.all()).hasSize(20);
      assertThat(next.counters().written()).isEqualTo(20);
    }
  }

  @Test
  void whatMayYetBeCommittedIsWaitedFor() throws Exception {
    VerdictPartition partition = new VerdictPartition(partitionOf("w"), 4);
    StandingReader reader =
        new StandingReader(new LatestClients(broker.client(), "none"), () -> false);
    Map<String, Object> settings = new HashMap<>(broker.client());
    settings.put("transactional.id", "open");
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(
              new ProducerRecord<>(
                  Topics.LATEST_VERDICTS, "w".getBytes(UTF_8), verdict("w", 5, 1).getBytes(UTF_8)))
          .get();
      CompletableFuture<KnownGenerations> read =
          CompletableFuture.supplyAsync(() -> reader.read(partition), thread);
      await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> !read.isDone());
      producer.commitTransaction();
      assertThat(read.get(60, TimeUnit.SECONDS).find("w")).hasValue(5);
    }
  }

  @Test
  void whereThePartitionsAreOthersAllOfThemAreRead() throws Exception {
    try (RunningBroker other = RunningBroker.start()) {
      other.createTopic(Topics.LATEST_VERDICTS, 3);
      try (Admin admin = other.admin()) {
        TopicSetup.ensure(admin, (short) 1, Topics.WORKERS);
      }
      try (LatestTopics there = new LatestTopics(other)) {
        for (String name : List.of("first", "second")) {
          try (LatestVerdicts one = LatestVerdicts.start(other.client(), name)) {
            for (int i = 0; i < 20; i++) {
              there.write(record("o-" + i, 1, i));
            }
            await()
                .atMost(PATIENCE)
                .until(() ->
                    there.all().count() == 20 && one.counters().lag().equals(OptionalLong.of(0)));
            assertThat(one.counters().written()).isEqualTo(name.equals("first") ? 20 : 0);
          }
        }
      }
    }
  }

  @Test
  void endsSoonWhetherABrokerAnswersOrNot() throws Exception {
    LatestVerdicts unheard = LatestVerdicts.start(Map.of("bootstrap.servers", "127.0.0.1:1"), "u");
    LatestVerdicts member = startOne("member");
    await().atMost(PATIENCE).until(() -> member.counters().working());
    long begin = System.nanoTime();
    member.close();
    unheard.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    assertThat(unheard.counters().working()).isFalse();
    assertThat(unheard.counters().lag()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .doesNotContain("latest-verdicts");
  }
}
