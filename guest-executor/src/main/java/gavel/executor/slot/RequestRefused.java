package gavel.executor.slot;

import gavel.model.protocol.ErrorCode;
import java.io.Serial;

/** A request that gets an error instead of a result, through nobody's fault here. */
public final class RequestRefused extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private final ErrorCode code;

  /** The message goes to whoever asked: what is wrong, and what to do. */
  public RequestRefused(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What to answer. */
  public ErrorCode code() {
    return code;
  }
}
