package gavel.executor.intake;

import java.io.IOException;
import java.io.Serial;

/** An archive holds more than is taken; the message continues a sentence about it. */
final class OverCap extends IOException {
  @Serial private static final long serialVersionUID = 1;

  OverCap(String message) {
    super(message);
  }
}
