package gavel.executor.guest;

import gavel.model.json.InvalidField;
import java.time.Instant;

/** A machine that is no guest VM: other programs live on it, and nothing of it is changed. */
public final class SharedMachine implements Machine {
  @Override
  public void configureNetwork(NetworkConfig network) {
    throw refusal("configure_network");
  }

  @Override
  public void setClock(Instant now) {
    throw refusal("set_clock");
  }

  @Override
  public PowerSwitch powerOff() {
    throw refusal("power_off");
  }

  private static InvalidField refusal(String request) {
    return new InvalidField(
        "type",
        "is "
            + request
            + ", which is only for guest VMs, where the executor is the first process; this one"
            + " shares its machine with others: ask whoever runs that");
  }
}
