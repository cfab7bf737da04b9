package gavel.cli.command;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How durations, sizes and the like are written on the command line. */
final class Converters {
  private Converters() {}

  /** {@code 2}, {@code 1.5s}, {@code 500ms} or {@code 2min}; a bare number is seconds. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|min)?");
    private static final int MILLIS = 1000;
    private static final int MINUTE = 60_000;

    @Override
    public Duration convert(String value) {
      Matcher matcher = TEXT.matcher(value.strip().toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + value + "' is not a time; write it like 2s, 1.5s or 500ms");
      }
      String unit = matcher.group(2) == null ? "s" : matcher.group(2);
      int factor = unit.equals("ms") ? 1 : unit.equals("s") ? MILLIS : MINUTE;
      long millis = Math.round(Double.parseDouble(matcher.group(1)) * factor);
      if (millis <= 0) {
        throw new TypeConversionException("'" + value + "' is no time at all");
      }
      return Duration.ofMillis(millis);
    }
  }

  /** 1 to 256. */
  static final class SlotsConverter implements ITypeConverter<Integer> {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final int MOST = 256;

    @Override
    public Integer convert(String value) {
      int slots = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
      if (slots < 1 || slots > MOST) {
        throw new TypeConversionException("'" + value + "' is not between 1 and " + MOST);
      }
      return slots;
    }
  }

  /** {@code 0}, {@code 0-1,3}. */
  static final class CpusConverter implements ITypeConverter<CpuSet> {
    @Override
    public CpuSet convert(String value) {
      try {
        return CpuSet.parse(value);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(String.valueOf(malformed.getMessage()));
      }
    }
  }

  /** 1 to 9,999,999. */
  static final class RunsConverter implements ITypeConverter<Integer> {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,6}");

    @Override
    public Integer convert(String value) {
      if (!NUMBER.matcher(value).matches()) {
        throw new TypeConversionException("'" + value + "' is not between 1 and 9999999");
      }
      return Integer.valueOf(value);
    }
  }

  /** {@code 256MiB}, {@code 64K}, {@code 65536}. */
  static final class SizeConverter implements ITypeConverter<ByteSize> {
    @Override
    public ByteSize convert(String value) {
      try {
        return ByteSize.parse(value);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(String.valueOf(malformed.getMessage()));
      }
    }
  }
}
