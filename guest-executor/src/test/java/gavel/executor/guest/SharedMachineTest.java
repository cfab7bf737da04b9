package gavel.executor.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.json.InvalidField;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SharedMachineTest {
  private static final NetworkConfig NETWORK =
      new NetworkConfig("lo", "10.1.2.3", 24, Optional.empty(), List.of());

  @Test
  void refusesEverything() {
    Machine machine = new SharedMachine();
    assertRefused("configure_network", () -> machine.configureNetwork(NETWORK));
    assertRefused("set_clock", () -> machine.setClock(Instant.EPOCH));
    assertRefused("power_off", machine::powerOff);
  }

  private static void assertRefused(String request, ThrowingCallable call) {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(call)
        .withMessageStartingWith("is " + request + ", which is only for guest VMs")
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("type"));
  }
}
