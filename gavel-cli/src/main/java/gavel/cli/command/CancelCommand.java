package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.client.SubmissionClient;
import gavel.cli.program.EnvironmentProblem;
import gavel.model.json.InvalidField;
import gavel.model.topic.ControlRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the workers not to judge something, or to end its judgement. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cancels submissions that wait or run: they get a dead letter and no verdict.",
      "What has its verdict keeps it. The same id may be submitted again."
    })
public final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The ids of the submissions.")
  private List<String> ids = List.of();

  @Option(
      names = "--generation",
      paramLabel = "N",
      description = "Only that generation; 0 is the first (default: all).")
  private @Nullable Integer generation;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "Why, for whoever reads the dead letter.")
  private @Nullable String message;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException {
    List<ControlRecord> records = records();
    try (SubmissionClient client = SubmissionClient.connect(cluster.client())) {
      for (ControlRecord record : records) {
        client.control(record);
      }
    }
    return ExitCode.OK;
  }

  private List<ControlRecord> records() {
    List<ControlRecord> records = new ArrayList<>();
    for (String id : ids) {
      try {
        records.add(ControlRecord.cancel(id, generation, message));
      } catch (InvalidField refused) {
        throw new ParameterException(
            spec.commandLine(),
            "'" + id + "': " + refused.field() + " " + refused.getMessage(),
            refused);
      }
    }
    return records;
  }
}
