package gavel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTest {
  private final TimeConverter converter =
      new TimeConverter(Clock.fixed(Instant.parse("2026-05-02T12:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T12:00:00Z, 2026-05-01T12:00:00Z",
    "2026-05-01T12:00:00+02:00, 2026-05-01T10:00:00Z",
    "2026-05-01, 2026-05-01T00:00:00Z",
    "90min, 2026-05-02T10:30:00Z",
    "2h, 2026-05-02T10:00:00Z",
    "3d, 2026-04-29T12:00:00Z",
  })
  void aTimeOrHowLongAgo(String text, String time) {
    assertThat(converter.convert(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-05-01T12:00", "2", "-2h"})
  void whatIsNoTime(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not a time; write it like");
  }

  @Test
  void aVerdictByEitherName() {
    StatusConverter verdicts = new StatusConverter();
    assertThat(verdicts.convert("wa")).isEqualTo(Status.WRONG_ANSWER);
    assertThat(verdicts.convert("wrong_answer")).isEqualTo(Status.WRONG_ANSWER);
    assertThatThrownBy(() -> verdicts.convert("wrong"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'wrong' is no verdict; there are AC, WA");
  }
}
