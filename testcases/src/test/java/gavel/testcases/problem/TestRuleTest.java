package gavel.testcases.problem;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestRuleTest {
  private static final TestRule PASSES = TestRule.verdicts(Set.of(Status.SUCCESS), Set.of(), false);
  private static final TestRule FAILS =
      TestRule.verdicts(Set.of(), Set.of(Status.WRONG_ANSWER), false);

  @Test
  void whatContradictsItselfCanBeMetByNothing() {
    assertThat(TestRule.contradictory(List.of(PASSES, FAILS))).isTrue();
    assertThat(TestRule.contradictory(List.of(PASSES))).isFalse();
    assertThat(TestRule.contradictory(List.of(FAILS))).isFalse();
    assertThat(TestRule.contradictory(List.of())).isFalse();
  }
}
