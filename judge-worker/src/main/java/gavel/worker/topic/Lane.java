package gavel.worker.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What submissions are for, the most urgent first. A lane has topics that clients write to and, but
 * for rejudges, one more behind them that only workers write to: what a user submits who has had
 * more than a fair share of the slots goes there, so that it holds nobody else up.
 */
public enum Lane {
  /** A contest is running. */
  CONTEST("gavel.submissions.contest", null),

  /** Everything that says nothing else, {@code gavel.submissions} among it. */
  PRACTICE("gavel.submissions.practice", "gavel.submissions"),

  /** Submissions that have a verdict and are judged again. */
  REJUDGE("gavel.submissions.rejudge", null);

  private static final String LATER = ".later";

  private final String topic;
  private final @Nullable String alias;

  Lane(String topic, @Nullable String alias) {
    this.topic = topic;
    this.alias = alias;
  }

  /** The topics that clients write to. */
  public List<String> topics() {
    return alias == null ? List.of(topic) : List.of(topic, alias);
  }

  /** The lane's own topic. */
  public String topic() {
    return topic;
  }

  /** What workers put off stands here; nothing for a lane whose users have no part in its order. */
  public Optional<String> later() {
    return this == REJUDGE ? Optional.empty() : Optional.of(topic + LATER);
  }

  /** Every topic of the lane, in the order in which they are served. */
  public Stream<String> all() {
    return Stream.concat(topics().stream(), later().stream());
  }

  /** The lane that a topic belongs to; nothing for topics of something else. */
  public static Optional<Lane> of(String topic) {
    return Arrays.stream(values()).filter(lane -> lane.all().anyMatch(topic::equals)).findFirst();
  }

  /** Where a record of that topic is put off to; nothing where it was put off already. */
  public static Optional<String> laterThan(String topic) {
    return of(topic).flatMap(Lane::later).filter(later -> !later.equals(topic));
  }

  /** Every topic that submissions stand on, the most urgent first. */
  public static List<String> everyTopic() {
    return Arrays.stream(values()).flatMap(Lane::all).toList();
  }

  /**
   * The share group that takes a topic's records. Each topic has one of its own, for a group
   * spreads the partitions of all its topics over its members.
   *
   * @param workers what the groups of these workers are called
   */
  public static String group(String workers, String topic) {
    return workers + topic.substring(Topics.SUBMISSIONS.length());
  }

  /** As it stands in logs and labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
