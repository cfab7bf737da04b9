package gavel.executor.slot;

import gavel.model.protocol.ErrorCode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that gets an error instead of a result, through nobody's fault here. */
public final class RequestRefused extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private final ErrorCode code;
  private final @Nullable String field;

  /** The message goes to whoever asked: what is wrong, and what to do. */
  public RequestRefused(ErrorCode code, String message) {
    super(message);
    this.code = code;
    this.field = null;
  }

  /** The same where it is about one field of the request. */
  public RequestRefused(ErrorCode code, String message, String field) {
    super(message);
    this.code = code;
    this.field = field;
  }

  /** What to answer. */
  public ErrorCode code() {
    return code;
  }

  /** The field that it is about; null where it is about none. */
  public @Nullable String field() {
    return field;
  }
}
