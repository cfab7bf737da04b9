package gavel.worker.guest;

import java.io.Serial;

/** A guest said what cannot be; the message says what. */
final class ImpossibleAnswer extends Exception {
  @Serial private static final long serialVersionUID = 1;

  ImpossibleAnswer(String what) {
    super(what);
  }
}
