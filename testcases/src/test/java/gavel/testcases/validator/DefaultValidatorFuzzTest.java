package gavel.testcases.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import gavel.testcases.validator.CheckOutcome.Accepted;
import java.nio.charset.StandardCharsets;

/** Arbitrary bytes: no failure, and the same word as the rules read simply. */
class DefaultValidatorFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void validatorAgreesWithTheRules(FuzzedDataProvider data) {
    ValidatorFlags flags =
        ValidatorFlags.parse(
                (data.consumeBoolean() ? "case_sensitive " : "")
                    + (data.consumeBoolean() ? "space_change_sensitive " : "")
                    + (data.consumeBoolean() ? "float_absolute_tolerance 1e-3 " : "")
                    + (data.consumeBoolean() ? "float_relative_tolerance 1e-3" : ""))
            .flags();
    int chunk = data.consumeInt(1, 64);
    byte[] judge = data.consumeBytes(data.consumeInt(0, 1000));
    byte[] team = data.consumeRemainingAsBytes();
    boolean accepted = Checks.check(flags, judge, team, chunk) instanceof Accepted;
    assertThat(accepted).isEqualTo(Checks.oracle(flags, judge, team));
  }

  @FuzzTest(maxDuration = "60s")
  void flagsAreReportedNotThrown(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    ParsedFlags parsed = ValidatorFlags.parse(text);
    for (FlagProblem problem : parsed.problems()) {
      assertThat(problem.position()).isBetween(1, text.length());
    }
    assertThat(Checks.check(parsed.flags(), data, data, 7)).isEqualTo(new Accepted());
  }
}
