package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.client.SubmissionClient;
import gavel.cli.client.SubmissionEvent;
import gavel.cli.client.SubmissionEvent.Dead;
import gavel.cli.client.SubmissionEvent.Judged;
import gavel.cli.client.SubmissionEvent.Progress;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.ProgressLine;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Lane;
import gavel.worker.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Puts a submission on the topic and, where it is asked to, waits for the verdict. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Submits a program, or an answer (--answers), to a running pipeline.")
public final class SubmitCommand implements Callable<Integer> {
  /** What stands in the record for a language; nobody asks for it. */
  private static final String ANSWERS = "answers";

  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "The source; with --answers, the answer or a .zip of answers.")
  private Path file = Path.of("");

  @Option(
      names = {"-p", "--problem"},
      required = true,
      paramLabel = "ID",
      description = "The short name of the problem.")
  private String problem = "";

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description = "Its language; by default the extension tells. Answers have none.")
  private @Nullable String language;

  @Option(
      names = "--answers",
      description =
          "FILE has no language: it is an answer, called after its test as in 01.out, or a .zip of"
              + " answers, to a problem that takes these instead of programs (submit-answer).")
  private boolean answers;

  @Mixin private LanguageOptions languages = new LanguageOptions();

  @Option(names = "--id", paramLabel = "ID", description = "The submission's id (default: random).")
  private @Nullable String id;

  @Option(names = "--wait", description = "Show each test as it is judged, then the verdict.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      defaultValue = "10min",
      converter = Converters.DurationConverter.class,
      description = "How long to --wait at most (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofMinutes(10);

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      converter = LaneConverter.class,
      description = "contest goes before practice, which is the default.")
  private @Nullable Lane lane;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who submits it: nobody's submissions hold those of others up.")
  private @Nullable String user;

  @Option(
      names = "--deadline",
      paramLabel = "T",
      converter = Converters.DurationConverter.class,
      description = "From now on; what has no verdict by then is not judged any more.")
  private @Nullable Duration deadline;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException {
    SubmissionRecord submission = submission();
    try (SubmissionClient client = SubmissionClient.connect(cluster.client())) {
      RecordMetadata place =
          client.submit(submission, lane == null ? Topics.SUBMISSIONS : lane.topic());
      if (!wait) {
        System.out.println(json ? "{\"id\":\"" + submission.id() + "\"}" : submission.id());
        return ExitCode.OK;
      }
      System.err.println("submitted as " + submission.id());
      return await(client, submission.id(), place);
    }
  }

  private SubmissionRecord submission() {
    if (answers && language != null) {
      throw new ParameterException(
          spec.commandLine(), "--answers and --language exclude each other: answers have none");
    }
    SourceFiles sources = new SourceFiles(spec.commandLine(), languages.read());
    try {
      Instant now = Clock.systemUTC().instant();
      SubmissionRecord submission =
          SubmissionRecord.of(
                  id == null ? UUID.randomUUID().toString() : id,
                  problem,
                  answers ? ANSWERS : sources.language(language, List.of(file)).id(),
                  sources.bytes(file),
                  String.valueOf(file.getFileName()),
                  now)
              .by(user);
      return deadline == null ? submission : submission.until(now.plus(deadline));
    } catch (InvalidField refused) {
      throw new ParameterException(
          spec.commandLine(), refused.field() + " " + refused.getMessage(), refused);
    }
  }

  private int await(SubmissionClient client, String submitted, RecordMetadata place)
      throws EnvironmentProblem, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (ProgressLine progress = ProgressLine.onTerminal("judging");
        WaitingLine waiting = WaitingLine.of(cluster.client(), place)) {
      while (System.nanoTime() - deadline < 0) {
        waiting.look(progress);
        for (SubmissionEvent event : client.poll(POLL)) {
          if (!event.id().equals(submitted)) {
            continue;
          }
          switch (event) {
            case Progress(ProgressRecord record) -> {
              waiting.stop();
              show(record, progress);
            }
            case Judged(VerdictRecord verdict) -> {
              return print(verdict, progress);
            }
            case Dead(_, DeadLetterRecord letter) -> {
              return print(letter, progress);
            }
          }
        }
      }
    }
    throw new EnvironmentProblem(
        "no verdict for " + submitted + " within " + timeout.toSeconds() + " s; is a worker up?");
  }

  private void show(ProgressRecord record, ProgressLine progress) {
    if (record.tests() != null) {
      progress.steps(record.tests());
    }
    if (record.event() == ProgressRecord.Event.TEST && record.status() != null) {
      progress.step(record.name() + " " + record.status().verdict());
    }
  }

  private int print(VerdictRecord verdict, ProgressLine progress) {
    progress.clear();
    System.out.println(
        json
            ? StrictJson.writePretty(verdict)
            : verdict.verdict()
                + " "
                + verdict.status().json()
                + (verdict.message() == null ? "" : ": " + verdict.message()));
    return ExitCode.OK;
  }

  private int print(DeadLetterRecord letter, ProgressLine progress) {
    progress.clear();
    if (json) {
      System.out.println(StrictJson.writePretty(letter));
    }
    String field = letter.field() == null ? "" : letter.field() + " ";
    System.err.println("gavel: not judged: " + field + letter.message());
    return ExitCode.UNEXPECTED;
  }

  /** The lanes that people submit to. */
  static final class LaneConverter implements ITypeConverter<Lane> {
    @Override
    public Lane convert(String value) {
      return Stream.of(Lane.CONTEST, Lane.PRACTICE)
          .filter(each -> each.label().equals(value))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("'" + value + "' is not contest or practice"));
    }
  }
}
