package gavel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineLimitsTest {
  private static final AllowedCpus CPUS = new AllowedCpus(CpuSet.parse("0-1"));
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(1));

  @Test
  void moreThanTheMachineHasIsRefused() {
    MachineLimits machine = MachineLimits.own(CPUS, ByteSize.ofMiB(1024));
    RunLimits most = LIMITS.withMemory(ByteSize.ofMiB(768));
    assertThat(machine.check(most)).isEqualTo(most);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> machine.check(LIMITS.withMemory(new ByteSize((768 << 20) + 1))))
        .withMessageContaining("is 805306369, and this machine has 805306368 for programs")
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("limits.memory_bytes"));
  }

  @Test
  void whatNobodyAskedForIsWhatItHas() {
    MachineLimits machine = MachineLimits.own(CPUS, ByteSize.ofMiB(1024));
    assertThat(machine.usual(LIMITS).memory()).isEqualTo(ByteSize.ofMiB(768));
    RunLimits less = LIMITS.withMemory(ByteSize.ofMiB(64));
    assertThat(machine.usual(less)).isEqualTo(less);
  }

  @Test
  void nobodyKnowsWhatAMachineOfManyHas() {
    MachineLimits machine = MachineLimits.shared(CPUS);
    RunLimits much = LIMITS.withMemory(ByteSize.ofMiB(1 << 20));
    assertThat(machine.check(machine.usual(much))).isEqualTo(much);
  }

  @Test
  void aMachineMayHaveNothingLeft() {
    assertThat(MachineLimits.own(CPUS, ByteSize.ofMiB(100)).memory()).contains(ByteSize.ZERO);
  }
}
