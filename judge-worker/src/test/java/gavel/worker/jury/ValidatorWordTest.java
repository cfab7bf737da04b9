package gavel.worker.jury;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.worker.guest.RanProgram;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorWordTest {
  private static JuryAnswer testlib(int code, String said) throws Exception {
    Ran ran =
        new Ran(
            "1",
            code == 0 ? Status.SUCCESS : Status.RUNTIME_ERROR,
            null,
            null,
            code,
            null,
            null,
            false,
            false,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            ByteSize.ofMiB(1),
            ByteSize.ofMiB(1),
            null);
    RanProgram ended = new RanProgram(ran, body("stdout", ""), body("stderr", said), Map.of());
    return new ValidatorWord(new JuryProgram("check.cpp", "a", Dialect.TESTLIB), ended).answer();
  }

  private static Body body(String name, String text) {
    return Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 'points 20 well done', 20",
    "7, 'points 0.5', 0.5",
    "5, '3 of 4', 3",
    "7, '99 things\npoints 20 two of five', 20",
    "7, 'points 1 says the checker\npoints 2 says testlib', 2",
    "7, 'points message length exceeds 9, the message is truncated: 30 aaaa', 30",
    "20, 'partially correct (20) close', 20",
    "1, 'partially correct (1) not quite', 1",
  })
  void pointsAreWhatStandsBehindTheLastWordForThem(int code, String said, double points)
      throws Exception {
    assertThat(testlib(code, said))
        .isInstanceOfSatisfying(
            JuryAnswer.Accepted.class,
            accepted -> assertThat(accepted.feedback().score()).hasValue(points));
  }

  @Test
  void nothingCorrectIsRejectedAndHasNoPoints() throws Exception {
    assertThat(testlib(0, "partially correct (0) no"))
        .isInstanceOfSatisfying(
            JuryAnswer.Rejected.class,
            rejected -> assertThat(rejected.feedback().score()).isEmpty());
    assertThat(testlib(0, "ok"))
        .isInstanceOfSatisfying(
            JuryAnswer.Accepted.class,
            accepted -> assertThat(accepted.feedback().score()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"7, 'points many'", "7, ''", "20, 'something else'", "3, 'FAIL ouch'"})
  void otherwiseTheCheckerIsAtFault(int code, String said) throws Exception {
    assertThat(testlib(code, said)).isInstanceOf(JuryAnswer.Faulty.class);
  }
}
