package gavel.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerArgumentsTest {
  @Test
  void aDirectoryIsEnough() {
    assertThat(BrokerArguments.parse(List.of("--data-dir", "/d")))
        .isEqualTo(new BrokerArguments(Path.of("/d"), OptionalInt.empty(), Optional.empty()));
  }

  @Test
  void aPortMayBeChosen() {
    assertThat(BrokerArguments.parse(List.of("--port", "9092", "--data-dir", "/d")))
        .isEqualTo(new BrokerArguments(Path.of("/d"), OptionalInt.of(9092), Optional.empty()));
  }

  @Test
  void aFileOfSettingsMayBeGiven() {
    assertThat(
            BrokerArguments.parse(List.of("--data-dir", "/d", "--properties", "/p")).properties())
        .contains(Path.of("/p"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', --data-dir is missing",
    "--data-dir, --data-dir needs a value",
    "--data-dir d --port x, --port x: not a number",
    "--data-dir d --port 0, --port 0: 1 to 65535",
    "--data-dir d --port 65536, --port 65536: 1 to 65535",
    "--data-dir d --verbose, unknown argument --verbose",
  })
  void whatCannotBeUsedIsNamed(String line, String message) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    assertThatThrownBy(() -> BrokerArguments.parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
