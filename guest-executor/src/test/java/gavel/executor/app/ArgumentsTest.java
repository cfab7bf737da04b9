package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.app.Arguments.Check;
import gavel.executor.app.Arguments.Help;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.app.Arguments.Wrong;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static Arguments parse(String line) {
    return Arguments.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
  }

  @Test
  void allOfThem() {
    assertThat(
            parse(
                "--socket /s --state-dir /d --slots 3 --first-uid 70000 --languages l.yaml"
                    + " --socket-group judges --until-stdin-ends --rootless --allow-exec"))
        .isEqualTo(
            new Serve(
                Path.of("/s"),
                Path.of("/d"),
                3,
                70_000,
                Optional.of(Path.of("l.yaml")),
                Optional.of("judges"),
                true,
                true,
                true));
  }

  @Test
  void theUsualOnes() {
    int cpus = Runtime.getRuntime().availableProcessors();
    assertThat(parse("--socket /s --state-dir /d"))
        .isEqualTo(
            new Serve(
                Path.of("/s"),
                Path.of("/d"),
                cpus,
                60_000,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false));
    assertThat(parse("--check --json")).isEqualTo(new Check(true, Optional.empty()));
    assertThat(parse("--socket /s --help")).isEqualTo(new Help());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --state-dir /d | --socket PATH is missing
          --socket /s | --state-dir DIR is missing
          --socket | --socket needs a value
          --sockets /s | '--sockets' is not known here
          --socket /s --state-dir /d --slots 0 | --slots is a number from 1 to 256
          --socket /s --state-dir /d --slots many | --slots is a number from 1 to 256
          --socket /s --state-dir /d --first-uid 0 | --first-uid is a number from 1000, of users that are nobody's
          """)
  void whatIsWrongIsSaid(String line, String why) {
    assertThat(parse(line)).isEqualTo(new Wrong(why));
  }

  @Test
  void aPathThatCannotBeOne() {
    assertThat(Arguments.parse(List.of("--socket", "a\0b", "--state-dir", "/d")))
        .isInstanceOf(Wrong.class);
  }
}
