package gavel.model.protocol;

import java.io.IOException;
import java.io.Serial;

/**
 * The bytes of a connection do not follow the protocol, so that nothing behind them can be read: it
 * is answered once and the connection is closed.
 */
public final class ProtocolViolation extends IOException {
  @Serial private static final long serialVersionUID = 1;
  private final ErrorCode code;

  /** The message goes to the peer. */
  public ProtocolViolation(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What to answer. */
  public ErrorCode code() {
    return code;
  }
}
