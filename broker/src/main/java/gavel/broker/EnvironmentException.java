package gavel.broker;

/** The machine does not let the broker start; the message says why and what to do. */
final class EnvironmentException extends Exception {
  private static final long serialVersionUID = 1L;

  EnvironmentException(String message) {
    super(message);
  }
}
