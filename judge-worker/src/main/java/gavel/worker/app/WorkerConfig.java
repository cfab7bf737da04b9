package gavel.worker.app;

import gavel.testcases.store.StoreSettings;
import gavel.worker.http.ListenAddress;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.trace.TraceSettings;
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
 * @param patience for the brokers to answer when the worker starts
 * @param problems directories of problem packages, in the order they are searched
 * @param store of problem packages, which is searched after them
 * @param allowRootless also a guest that cannot enforce every limit
 * @param name of this worker, in verdicts
 * @param slots judgements at a time
 * @param grace for judgements in hand when the worker is to end
 * @param reruns of tests that end by themselves and just over their time limit
 * @param scratch for outputs of programs while they are looked at
 * @param timeFactor that all time limits are multiplied by; nothing is as guests need it
 * @param selfTest how often the sandbox is tested while the worker runs
 * @param languages a file in the place of the languages that come with Gavel
 * @param materialiser whether it takes part in writing the latest verdicts
 * @param listen where metrics and health are told
 * @param logFormat text or json
 * @param traces where they go, where they are wanted
 */
public record WorkerConfig(
    Map<String, String> client,
    String group,
    Duration patience,
    List<Path> problems,
    Optional<StoreSettings> store,
    GuestChoice guest,
    boolean allowRootless,
    String name,
    int slots,
    Duration grace,
    JudgePolicy policy,
    int reruns,
    Path scratch,
    OptionalInt timeFactor,
    Optional<Duration> selfTest,
    Optional<Path> languages,
    boolean materialiser,
    Optional<ListenAddress> listen,
    String logFormat,
    Optional<TraceSettings> traces) {
  /** Copies the collections. */
  public WorkerConfig {
    client = Map.copyOf(client);
    problems = List.copyOf(problems);
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "configuration of " + name;
  }
}
