package gavel.cli.command;

import gavel.model.Status;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A status by either of its names: {@code WA} or {@code wrong_answer}. */
final class StatusConverter implements ITypeConverter<Status> {
  @Override
  public Status convert(String value) {
    return Arrays.stream(Status.values())
        .filter(each -> each.json().equals(value) || each.verdict().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'"
                    + value
                    + "' is no verdict; there are "
                    + Arrays.stream(Status.values())
                        .map(Status::verdict)
                        .collect(Collectors.joining(", "))));
  }
}
