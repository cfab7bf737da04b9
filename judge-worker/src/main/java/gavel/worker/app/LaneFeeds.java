package gavel.worker.app;

import gavel.worker.intake.Feed;
import gavel.worker.topic.Lane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lanes as feeds. Of the slots' time, a contest gets three fifths when everything waits, what
 * was put off in it a tenth; practice a fifth and a twentieth; rejudges a twentieth. What one does
 * not use the others get, the most urgent first.
 */
final class LaneFeeds {
  private static final double LATER_IN_CONTEST = 0.1;
  private static final double PRACTICE = 0.1;
  private static final double RARELY = 0.05;

  private LaneFeeds() {}

  /**
   * In the order of their urgency.
   *
   * @param partitions of each topic
   */
  static List<Feed> of(String workers, Map<String, Integer> partitions, int slots) {
    return Lane.everyTopic().stream()
        .map(topic -> {
          int pollers = partitions.getOrDefault(topic, 1) == 1 ? 1 : slots;
          return new Feed(topic, Lane.group(workers, topic), share(topic), pollers);
        })
        .toList();
  }

  /** Every topic of submissions with the share group that takes its records, in the same order. */
  static Map<String, String> groups(String workers) {
    Map<String, String> groups = new LinkedHashMap<>();
    Lane.everyTopic().forEach(topic -> groups.put(topic, Lane.group(workers, topic)));
    return groups;
  }

  /** The first feed needs none: it is served before all others. */
  private static double share(String topic) {
    boolean putOff = topic.endsWith(".later");
    return switch (Lane.of(topic).orElseThrow()) {
      case CONTEST -> putOff ? LATER_IN_CONTEST : 0;
      case PRACTICE -> putOff ? RARELY : PRACTICE;
      case REJUDGE -> RARELY;
    };
  }
}
