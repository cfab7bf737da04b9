package gavel.worker.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker's configuration says about the cluster, for other programs that use it: {@code
 * kafka.bootstrap} and everything below {@code kafka.client}.
 */
public final class ClientConfig {
  private ClientConfig() {}

  /** The environment goes over the file; no {@code bootstrap.servers} where neither has it. */
  public static Map<String, String> read(Optional<Path> file, Map<String, String> environment)
      throws ConfigProblems {
    List<String> problems = new ArrayList<>();
    ConfigValues values = new ConfigValues(problems, environment);
    file.ifPresent(values::addFile);
    values.addEnvironment(environment);
    Map<String, String> client = new HashMap<>(values.client());
    values
        .get(ConfigKey.KAFKA_BOOTSTRAP)
        .ifPresent(value -> client.put("bootstrap.servers", String.join(",", value.texts())));
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    return client;
  }
}
