package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.worker.judge.FakeGuest;
import gavel.worker.judge.FakeGuest.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KnownVerdictsTest {
  private final List<String> asked = new ArrayList<>();
  private int stalls;

  /** Slots are used in turn; none by this number is none. */
  private int wrongSlot = -1;

  /** A guest that is right, but for the first runs of the program that should succeed. */
  private Written run(String how) {
    boolean wrong = asked.size() % guest.slots == wrongSlot;
    asked.add(how);
    Status status =
        switch (how) {
          case "o" -> wrong || stalls-- > 0 ? Status.TIMEOUT : Status.SUCCESS;
          case "s" -> Status.TIMEOUT;
          case "g" -> Status.MEMORY_EXCEEDED;
          default -> Status.RUNTIME_ERROR;
        };
    return new Written(status, "", "");
  }

  private final FakeGuest guest = new FakeGuest(this::run);

  private List<String> failures() throws Exception {
    return new KnownVerdicts(guest, 2).failures(List.of("c"));
  }

  @Test
  void aSandboxThatIsRightRunsEachOnce() throws Exception {
    assertThat(failures()).isEmpty();
    assertThat(asked).containsExactly("o", "s", "g", "a");
  }

  @Test
  void aHostThatStoodStillOnceIsNoWrongSandbox() throws Exception {
    stalls = 1;
    assertThat(failures()).isEmpty();
    assertThat(asked).containsExactly("o", "o", "s", "g", "a");
  }

  @Test
  void aSandboxThatIsWrongAgainIsNotToBeTrusted() throws Exception {
    stalls = 2;
    assertThat(failures())
        .containsExactly("a program that should end with success ended with timeout");
  }

  @Test
  void oneWrongSlotOfThreeIsSeen() throws Exception {
    guest.slots = 3;
    wrongSlot = 0;
    assertThat(failures())
        .containsExactly("a program that should end with success ended with timeout");
    assertThat(asked).startsWith("o", "o", "o", "o", "s");
  }

  @Test
  void noneIsEndedByTheWallClockOnABusyHost() throws Exception {
    assertThat(failures()).isEmpty();
    assertThat(guest.runs)
        .allSatisfy(job ->
            assertThat(Objects.requireNonNull(job.limits()).wallTime())
                .isEqualTo(Duration.ofSeconds(60)));
  }
}
