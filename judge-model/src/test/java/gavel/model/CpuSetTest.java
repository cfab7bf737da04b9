package gavel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0|1",
        "0-3|0-3|4",
        "0-1,3|0-1,3|3",
        "3,1,2|1-3|3",
        "5-5,5|5|1",
        "' 7 '|7|1",
        "0-8191|0-8191|8192"
      })
  void readsWhatTheKernelWrites(String text, String written, int count) {
    assertThat(CpuSet.parse(text)).hasToString(written);
    assertThat(CpuSet.parse(text).count()).isEqualTo(count);
    assertThat(CpuSet.parse(written)).isEqualTo(CpuSet.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "-1", "1-", "2-1", "0,", "0 1", "a", "0-8192", "99999", "1--2"})
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CpuSet.parse(text));
  }

  @Test
  void refusesTextWithoutEnd() {
    assertThatIllegalArgumentException().isThrownBy(() -> CpuSet.parse("1,".repeat(5000) + "1"));
  }

  @Test
  void isASet() {
    assertThat(new CpuSet(List.of(3, 1, 3))).isEqualTo(CpuSet.of(1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new CpuSet(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> CpuSet.of(-1));
    assertThat(CpuSet.parse("0-3").containsAll(CpuSet.of(1, 3))).isTrue();
    assertThat(CpuSet.of(0).containsAll(CpuSet.of(0, 1))).isFalse();
  }
}
