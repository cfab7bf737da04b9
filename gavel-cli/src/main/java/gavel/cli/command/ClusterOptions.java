package gavel.cli.command;

import gavel.cli.program.DataDirectory;
import gavel.cli.program.EnvironmentProblem;
import gavel.worker.app.ClientConfig;
import gavel.worker.app.ConfigProblems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which Kafka cluster a command talks to, and how. */
final class ClusterOptions {
  private static final String BOOTSTRAP = "bootstrap.servers";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:GAVEL_BOOTSTRAP}",
      description =
          "A broker of the cluster (default: $GAVEL_BOOTSTRAP, else the running `gavel serve`).")
  private @Nullable String bootstrap;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Takes kafka.bootstrap and kafka.client (TLS, logins) of a worker's configuration, as it"
              + " does of GAVEL_KAFKA_… in the environment.")
  private @Nullable Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "That of the `gavel serve` to talk to (default: /var/lib/gavel for root, else"
              + " $XDG_STATE_HOME/gavel, by default ~/.local/state/gavel).")
  private @Nullable Path dataDir;

  /** Settings of Kafka's clients, {@code bootstrap.servers} among them. */
  Map<String, String> client() throws EnvironmentProblem {
    Map<String, String> cluster;
    try {
      cluster = new HashMap<>(ClientConfig.read(Optional.ofNullable(config), System.getenv()));
    } catch (ConfigProblems wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    if (bootstrap != null) {
      cluster.put(BOOTSTRAP, bootstrap);
    } else if (!cluster.containsKey(BOOTSTRAP)) {
      DataDirectory data = dataDir == null ? DataDirectory.standard() : new DataDirectory(dataDir);
      cluster.put(BOOTSTRAP, data.runningBroker());
    }
    return cluster;
  }
}
