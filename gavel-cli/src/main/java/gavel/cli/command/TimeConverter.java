package gavel.cli.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time with its offset, a day in UTC, or how long ago. */
final class TimeConverter implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})(min|h|d)");
  private final Clock clock;

  /** By the clock of this machine; picocli makes these. */
  TimeConverter() {
    this(Clock.systemUTC());
  }

  TimeConverter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String value) {
    String text = value.strip();
    Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
    try {
      if (ago.matches()) {
        long many = Long.parseLong(ago.group(1));
        return clock
            .instant()
            .minus(
                switch (ago.group(2)) {
                  case "min" -> Duration.ofMinutes(many);
                  case "h" -> Duration.ofHours(many);
                  default -> Duration.ofDays(many);
                });
      }
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new TypeConversionException(
          "'" + value + "' is not a time; write it like 2026-05-01T12:00:00Z, 2026-05-01 or 2h");
    }
  }
}
