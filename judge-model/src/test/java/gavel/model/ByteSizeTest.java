package gavel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "65536,65536",
    "10B,10",
    "64KiB,65536",
    "64 k,65536",
    "256MiB,268435456",
    "1M,1048576",
    "2gib,2147483648",
    "1 GB,1073741824"
  })
  void readsWhatPeopleWrite(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "1.5M", "MiB", "12 XB", "999999999999999999G", "9999999999999999999"})
  void refusesWhatIsNoSize(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void writesTheLargestUnitThatFits() {
    assertThat(ByteSize.ofMiB(64)).hasToString("64MiB");
    assertThat(ByteSize.ofKiB(3)).hasToString("3KiB");
    assertThat(ByteSize.ofBytes(1000)).hasToString("1000B");
    assertThat(ByteSize.ZERO).hasToString("0B");
  }

  @Test
  void isNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.ofBytes(-1));
  }
}
