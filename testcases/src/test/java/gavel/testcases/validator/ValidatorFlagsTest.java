package gavel.testcases.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorFlagsTest {
  @Test
  void nothing() {
    assertThat(Checks.flags(" \n")).isEqualTo(ValidatorFlags.NONE);
    assertThat(ValidatorFlags.NONE.comparesFloats()).isFalse();
  }

  @Test
  void everything() {
    ValidatorFlags flags =
        Checks.flags(
            "case_sensitive\tspace_change_sensitive  float_absolute_tolerance 1e-6"
                + " float_relative_tolerance .5");
    assertThat(flags)
        .isEqualTo(new ValidatorFlags(true, true, OptionalDouble.of(1e-6), OptionalDouble.of(0.5)));
  }

  @Test
  void bothTolerancesAtOnceAndTheLastCounts() {
    assertThat(Checks.flags("float_relative_tolerance 1 float_tolerance 0"))
        .isEqualTo(new ValidatorFlags(false, false, OptionalDouble.of(0), OptionalDouble.of(0)));
    assertThat(Checks.flags("float_tolerance 1 float_absolute_tolerance 2"))
        .isEqualTo(new ValidatorFlags(false, false, OptionalDouble.of(2), OptionalDouble.of(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "float_tolerence 1e-6|1|\"float_tolerence\" is not a flag",
        "case_sensitive float_tolerance|16|float_tolerance needs a number after it",
        "float_tolerance case_sensitive|1|float_tolerance needs a number after it",
        "float_tolerance abc|17|needs a finite number, not \"abc\"",
        "float_tolerance nan|17|needs a finite number, not \"nan\"",
        "float_tolerance inf|17|needs a finite number, not \"inf\"",
        "float_tolerance -1e-6|17|cannot be negative: \"-1e-6\"",
        "float_tolerance 1e-6,|17|needs a finite number",
        "Case_Sensitive|1|\"Case_Sensitive\" is not a flag",
      })
  void whatIsWrongIsReportedWithItsPosition(String text, int position, String message) {
    FlagProblem problem = ValidatorFlags.parse(text).problems().getFirst();
    assertThat(problem.position()).isEqualTo(position);
    assertThat(problem.message()).contains(message);
  }

  @Test
  void theGoodFlagsRemainAndAllBadOnesAreReported() {
    ParsedFlags parsed = ValidatorFlags.parse("foo case_sensitive bar float_tolerance");
    assertThat(parsed.problems()).extracting(FlagProblem::position).containsExactly(1, 20, 24);
    assertThat(parsed.flags().caseSensitive()).isTrue();
    assertThat(parsed.flags().comparesFloats()).isFalse();
  }

  @Test
  void toleranceOfTheRecordIsChecked() {
    assertThatThrownBy(() ->
            new ValidatorFlags(false, false, OptionalDouble.of(Double.NaN), OptionalDouble.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
