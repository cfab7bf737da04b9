package gavel.worker.app;

import gavel.worker.judge.JudgePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that a worker can be told.
 *
 * @param client Kafka client settings, {@code bootstrap.servers} among them
 * @param problems directories of problem packages, in the order they are searched
 * @param allowRootless also a guest that cannot enforce every limit
 * @param name of this worker, in verdicts
 * @param slots judgements at a time
 * @param grace for judgements in hand when the worker is to end
 * @param reruns of tests that end by themselves and just over their time limit
 * @param scratch for outputs of programs while they are looked at
 * @param timeFactor that all time limits are multiplied by; nothing is as guests need it
 * @param languages a file in the place of the languages that come with Gavel
 */
public record WorkerConfig(
    Map<String, String> client,
    String group,
    List<Path> problems,
    GuestChoice guest,
    boolean allowRootless,
    String name,
    int slots,
    Duration grace,
    JudgePolicy policy,
    int reruns,
    Path scratch,
    OptionalInt timeFactor,
    Optional<Path> languages) {
  /** Copies the collections. */
  public WorkerConfig {
    client = Map.copyOf(client);
    problems = List.copyOf(problems);
  }
}
