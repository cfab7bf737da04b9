package gavel.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuestOutcomeTest {
  private static final String BEGAN = "began\tcgroup V2 {}";
  private static final String PASSED = "tested\tA\tone\tPASSED\t1\t";
  private static final String FAILED = "tested\tB\ttwo\tFAILED\t1\texpected: 1";
  private static final String SKIPPED = "tested\tB\ttwo\tSKIPPED\t1\t@Disabled";
  private static final String FINISHED = "finished\t2";

  private static GuestOutcome outcome(String... lines) {
    return GuestOutcome.read(List.of(lines), "see console.log");
  }

  private static void requireWhole(String... lines) {
    outcome(lines).requireWhole("cgroup V2", List.of("A", "B"));
  }

  @Test
  void aFailureIsOneOfItsTest() {
    GuestOutcome outcome = outcome(BEGAN, PASSED, FAILED, FINISHED);

    outcome.requireWhole("cgroup V2", List.of("A", "B"));
    outcome.requirePassed(outcome.tests().getFirst());
    assertThatThrownBy(() -> outcome.requirePassed(outcome.tests().getLast()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("B.two there: FAILED", "expected: 1", "console.log");
  }

  @Test
  void aSkippedTestIsAFailure() {
    GuestOutcome outcome = outcome(BEGAN, PASSED, SKIPPED, FINISHED);

    assertThatThrownBy(() -> outcome.requirePassed(outcome.tests().getLast()))
        .hasMessageContainingAll("B.two there: SKIPPED", "@Disabled");
  }

  @Test
  void aGuestThatDiedIsAFailureThatNamesTheLastTest() {
    assertThatThrownBy(() -> requireWhole(BEGAN, PASSED, "tested\tB\ttwo\tPAS"))
        .hasMessageContainingAll("Ended after A.one", "console.log");
    assertThatThrownBy(() -> requireWhole(BEGAN)).hasMessageContaining("Ended after no test");
    assertThatThrownBy(() -> requireWhole()).hasMessageContaining("console.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finished\t1", "finished\t3", "finished"})
  void lostReportsAreAFailure(String end) {
    assertThatThrownBy(() -> requireWhole(BEGAN, PASSED, FAILED, end))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aClassWithoutTestsIsAFailure() {
    assertThatThrownBy(() -> requireWhole(BEGAN, PASSED, "finished\t1")).hasMessageContaining("B");
    assertThatThrownBy(() -> requireWhole(BEGAN, "finished\t0")).hasMessageContaining("B");
  }

  @Test
  void anotherVersionIsAFailure() {
    String[] lines = {BEGAN, PASSED, FAILED, FINISHED};
    assertThatNoException().isThrownBy(() -> requireWhole(lines));
    assertThatThrownBy(() ->
            requireWhole(
                Stream.of(lines).map(line -> line.replace("V2", "V1")).toArray(String[]::new)))
        .hasMessageContaining("cgroup V2");
  }
}
