package gavel.worker.topic;

import java.util.Map;

/** A topic as the pipeline wants it: its name, its number of partitions, its settings. */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {
  /** Copies the settings; refuses less than one partition. */
  public TopicSpec {
    if (partitions < 1) {
      throw new IllegalArgumentException(name + ": partitions " + partitions + " < 1");
    }
    settings = Map.copyOf(settings);
  }
}
