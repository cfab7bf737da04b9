package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.app.Arguments.Check;
import gavel.executor.app.Arguments.Flag;
import gavel.executor.app.Arguments.Help;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.app.Arguments.Wrong;
import gavel.executor.listen.Endpoint;
import gavel.executor.listen.Endpoint.Device;
import gavel.executor.listen.Endpoint.StandardStreams;
import gavel.executor.listen.Endpoint.UnixSocket;
import gavel.executor.listen.Endpoint.VsockPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                "--socket /s --vsock 1024 --device /dev/vport0p1 --device /dev/vport0p2 --stdio"
                    + " --state-dir /d --slots 3 --first-uid 70000 --languages l.yaml"
                    + " --socket-group judges --rootless --allow-exec"))
        .isEqualTo(
            new Serve(
                List.of(
                    new UnixSocket(Path.of("/s"), Optional.of("judges")),
                    new VsockPort(1024),
                    new Device(Path.of("/dev/vport0p1")),
                    new Device(Path.of("/dev/vport0p2")),
                    new StandardStreams()),
                Path.of("/d"),
                3,
                70_000,
                Optional.of(Path.of("l.yaml")),
                Set.of(Flag.ROOTLESS, Flag.ALLOW_EXEC)));
  }

  @Test
  void theUsualOnes() {
    assertThat(parse("--socket /s --state-dir /d --until-stdin-ends"))
        .isEqualTo(
            usual(new UnixSocket(Path.of("/s"), Optional.empty()), "/d", Flag.UNTIL_STDIN_ENDS));
    assertThat(parse("--check --json")).isEqualTo(new Check(true, Optional.empty()));
    assertThat(parse("--socket /s --help")).isEqualTo(new Help());
  }

  @Test
  void aGuestThatIsThereForNothingElseNeedsToBeToldNothing() {
    assertThat(parse("--init"))
        .isEqualTo(usual(new VsockPort(1024), "/run/gavel/executor", Flag.INIT));
    assertThat(parse("--init --device /dev/vport0p1 --state-dir /d"))
        .isEqualTo(usual(new Device(Path.of("/dev/vport0p1")), "/d", Flag.INIT));
  }

  private static Serve usual(Endpoint endpoint, String directory, Flag flag) {
    int cpus = Runtime.getRuntime().availableProcessors();
    return new Serve(
        List.of(endpoint), Path.of(directory), cpus, 60_000, Optional.empty(), Set.of(flag));
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
          --vsock 1e3 --state-dir /d | --vsock is a number from 0 to 2147483647
          --stdio --state-dir /d --until-stdin-ends | --stdio ends with standard input: leave out --until-stdin-ends
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
