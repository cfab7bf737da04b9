package gavel.executor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import gavel.executor.operator.CommandEnd.Exited;
import gavel.executor.operator.CommandEnd.NotStarted;
import gavel.executor.operator.CommandEnd.Signaled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandEndTest {
  private static final OperatorCommand COMMAND =
      new OperatorCommand(
          List.of("x", "y"), Map.of(), "/d", Optional.empty(), Duration.ofSeconds(1));

  @Test
  void reports() throws IOException {
    assertThat(CommandEnd.parse("exited 7\n", COMMAND)).isEqualTo(new Exited(7));
    assertThat(CommandEnd.parse("signaled 15\n", COMMAND)).isEqualTo(new Signaled(15));
    assertThat(CommandEnd.parse("failed exec 13\n", COMMAND))
        .isEqualTo(new NotStarted("'x' cannot be started: EACCES"));
    assertThat(CommandEnd.parse("failed chdir 20\n", COMMAND))
        .isEqualTo(new NotStarted("the directory '/d': ENOTDIR"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "exited 7", "exited\n", "failed fork 11\n", "ended 3\n", "exited -1\n"})
  void whatIsNoReportIsAFault(String report) {
    assertThatIOException().isThrownBy(() -> CommandEnd.parse(report, COMMAND));
  }
}
