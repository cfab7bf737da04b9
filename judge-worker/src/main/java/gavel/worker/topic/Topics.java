package gavel.worker.topic;

import gavel.model.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names and settings of the topics and of the share group of the workers.
 *
 * <p>Submissions and verdicts carry the time at which the broker appended them, not what a client's
 * clock says: a worker looks for a verdict from the submission's time on.
 */
public final class Topics {
  /** Submissions, by their id; written by clients. For those of other lanes see {@link Lane}. */
  public static final String SUBMISSIONS = "gavel.submissions";

  /** Verdicts, by submission id; written by workers, kept for good. */
  public static final String VERDICTS = "gavel.verdicts";

  /** Of each submission the verdict that counts, by submission id; compacted. */
  public static final String LATEST_VERDICTS = "gavel.verdicts.latest";

  /** What rejudges would say, by submission id: no verdicts until they are applied. */
  public static final String TRIAL_VERDICTS = "gavel.verdicts.trial";

  /** What happens in a judgement, by submission id; may be lost. */
  public static final String PROGRESS = "gavel.progress";

  /** Records that could not be judged, with the reason. */
  public static final String DEAD_LETTERS = "gavel.dead-letters";

  /** What workers are asked to do about a submission, by its id: to cancel it. */
  public static final String CONTROL = "gavel.control";

  /** The share group that all workers take submissions in; see {@link Lane#group}. */
  public static final String WORKERS = "gavel-workers";

  /**
   * The consumer group of those who keep {@link #LATEST_VERDICTS}, whatever the workers' groups are
   * called: there is one for the topic. Their transactional ids begin with it, too.
   */
  public static final String MATERIALISERS = "gavel-verdicts-latest";

  /** The largest record on any topic. */
  public static final ByteSize MAX_RECORD = ByteSize.ofMiB(2);

  /** How long a record stays with a worker that does not renew its lock. */
  public static final Duration LOCK = Duration.ofSeconds(15);

  /** After so many deliveries the broker drops a record without a word; also Kafka's maximum. */
  public static final int DELIVERY_LIMIT = 10;

  /** How long submissions, and what is said about them, are kept. */
  public static final Duration SUBMISSIONS_KEPT = Duration.ofDays(30);

  private static final int PARTITIONS = 4;

  /**
   * A share group spreads partitions over its members: with several, a record would wait for the
   * few slots that have its partition while others idle. One is shared by all.
   */
  private static final int ONE_QUEUE = 1;

  private static final String FOR_EVER = "-1";

  private Topics() {}

  /** Every topic of the pipeline. */
  public static List<TopicSpec> all() {
    List<TopicSpec> topics = new ArrayList<>();
    for (String submissions : Lane.everyTopic()) {
      topics.add(
          topic(
              submissions,
              ONE_QUEUE,
              days(SUBMISSIONS_KEPT.toDays()),
              Map.of(TIMESTAMP, BY_BROKER)));
    }
    topics.addAll(results());
    return List.copyOf(topics);
  }

  private static List<TopicSpec> results() {
    return List.of(
        topic(CONTROL, 1, days(SUBMISSIONS_KEPT.toDays()), Map.of(TIMESTAMP, BY_BROKER)),
        topic(VERDICTS, PARTITIONS, FOR_EVER, Map.of(TIMESTAMP, BY_BROKER)),
        latest(),
        topic(
            TRIAL_VERDICTS,
            PARTITIONS,
            days(SUBMISSIONS_KEPT.toDays()),
            Map.of(TIMESTAMP, BY_BROKER)),
        topic(PROGRESS, PARTITIONS, days(1), Map.of()),
        topic(DEAD_LETTERS, 1, days(90), Map.of()));
  }

  /** As many partitions as verdicts have, so that who writes one has to know what stands on one. */
  private static TopicSpec latest() {
    return topic(LATEST_VERDICTS, PARTITIONS, FOR_EVER, Map.of(CLEANUP, "compact"));
  }

  /**
   * What a share group of workers needs. Without {@code earliest} it would lose what was queued
   * before its first member joined.
   */
  public static Map<String, String> groupSettings() {
    return Map.of(
        "share.auto.offset.reset",
        "earliest",
        "share.record.lock.duration.ms",
        Long.toString(LOCK.toMillis()),
        "share.delivery.count.limit",
        Integer.toString(DELIVERY_LIMIT),
        "share.partition.max.record.locks",
        "4000",
        "share.renew.acknowledge.enable",
        "true");
  }

  private static final String CLEANUP = "cleanup.policy";
  private static final String TIMESTAMP = "message.timestamp.type";
  private static final String BY_BROKER = "LogAppendTime";

  private static TopicSpec topic(
      String name, int partitions, String retention, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.putIfAbsent(CLEANUP, "delete");
    settings.put("retention.ms", retention);
    settings.put("max.message.bytes", Long.toString(MAX_RECORD.bytes()));
    return new TopicSpec(name, partitions, settings);
  }

  private static String days(long days) {
    return Long.toString(Duration.ofDays(days).toMillis());
  }
}
