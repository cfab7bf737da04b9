package gavel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.CpuSet;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowedCpusTest {
  private static final String STATUS =
      "Name:\tjava\nCpus_allowed:\t2d\nCpus_allowed_list:\t0,2-3,5\nMems_allowed_list:\t0\n";

  private static RunLimits on(String cpus) {
    return RunLimits.contestant(Duration.ofSeconds(1)).toBuilder().cpus(CpuSet.parse(cpus)).build();
  }

  @Test
  void readsWhatTheKernelSays() throws IOException {
    assertThat(AllowedCpus.parse(STATUS).cpus()).hasToString("0,2-3,5");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> AllowedCpus.parse("Name:\tx\n"));
  }

  @Test
  void givesEachSlotItsOwnInTurn() throws IOException {
    AllowedCpus cpus = AllowedCpus.parse(STATUS);
    assertThat(cpus.ofSandbox(0, 5)).isZero();
    assertThat(cpus.ofSandbox(1, 5)).isEqualTo(2);
    assertThat(cpus.ofSandbox(4, 5)).isZero();
  }

  @Test
  void givesCompanionsTheCpuOfTheirSlot() throws IOException {
    AllowedCpus cpus = AllowedCpus.parse(STATUS);
    assertThat(cpus.ofSandbox(1, 1)).isZero();
    assertThat(cpus.ofSandbox(3, 3)).isZero();
    assertThat(cpus.ofSandbox(5, 3)).isEqualTo(3);
  }

  @Test
  void refusesCpusThatAreNotThere() throws IOException {
    AllowedCpus cpus = AllowedCpus.parse(STATUS);
    assertThat(cpus.check(on("0,3"))).isEqualTo(on("0,3"));
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> cpus.check(on("0-2")))
        .withMessageContaining("0,2-3,5")
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("limits.cpus"));
  }
}
