package gavel.executor.guest;

import gavel.model.json.InvalidField;
import java.io.IOException;
import java.time.Instant;

/**
 * What operators may ask of the machine itself.
 *
 * <p>Every method throws {@link InvalidField} where the machine is not the executor's own to change
 * or the request names what is not there, and {@link IOException} where it should have worked.
 */
public interface Machine {
  /** Gives a network card this address and none else, and sets up name servers. */
  void configureNetwork(NetworkConfig network) throws IOException, InterruptedException;

  /** Sets the clock to this time. */
  void setClock(Instant now) throws IOException;

  /** Gets ready to end the machine: whoever asked for it is answered before that is done. */
  PowerSwitch powerOff() throws IOException;

  /** Ends the machine. */
  @FunctionalInterface
  interface PowerSwitch {
    /** Begins to; returns at once. */
    void off() throws IOException;
  }
}
