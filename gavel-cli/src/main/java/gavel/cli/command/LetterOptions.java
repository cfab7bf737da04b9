package gavel.cli.command;

import gavel.cli.dead.LetterCriteria;
import gavel.model.topic.DeadLetterRecord.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters a command is about. */
final class LetterOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description =
          "Those of these submissions, or of records at TOPIC-PARTITION@OFFSET (default: all).")
  private List<String> ids = List.of();

  @Option(
      names = "--reason",
      paramLabel = "R",
      converter = ReasonConverter.class,
      description = "Those that are dead for that: schema_newer, unknown_problem, poison, …")
  private @Nullable Reason reason;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = TimeConverter.class,
      description =
          "Those dead since then: 2026-05-01T12:00:00Z, 2026-05-01 (UTC), or 90min, 2h, 3d ago.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "T",
      converter = TimeConverter.class,
      description = "Those dead before.")
  private @Nullable Instant until;

  LetterCriteria criteria() {
    return new LetterCriteria(Set.copyOf(ids), reason, since, until);
  }

  /** As it stands on the topic. */
  static String word(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** A reason as it stands on the topic. */
  static final class ReasonConverter implements ITypeConverter<Reason> {
    @Override
    public Reason convert(String value) {
      return Arrays.stream(Reason.values())
          .filter(each -> word(each).equals(value))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "'"
                      + value
                      + "' is no reason; there are "
                      + Arrays.stream(Reason.values())
                          .map(LetterOptions::word)
                          .collect(Collectors.joining(", "))));
    }
  }
}
