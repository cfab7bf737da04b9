package gavel.worker.intake;

/**
 * One queue that records are taken from.
 *
 * @param group the share group that takes its records
 * @param share of the slots' time that it gets as long as it has records, however many there are in
 *     the feeds before it; from 0 to 1
 * @param pollers consumers that may wait for records at the same time. One is best where the topic
 *     has one partition; a group ties several to its members, so that as many as there are slots
 *     have to wait
 */
public record Feed(String topic, String group, double share, int pollers) {
  /** Refuses a share that is none, and nobody who polls. */
  public Feed {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(topic + ": share " + share + " is not from 0 to 1");
    }
    if (pollers < 1) {
      throw new IllegalArgumentException(topic + ": pollers " + pollers + " < 1");
    }
  }
}
