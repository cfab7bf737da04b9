package gavel.model;

import java.util.Optional;

/**
 * A status with the reason for it in a few words, such as {@code cpu}, {@code signal SIGSEGV} or
 * the name of a refused system call.
 */
public record RunOutcome(Status status, Optional<String> reason) {
  static RunOutcome of(Status status, String reason) {
    return new RunOutcome(status, Optional.of(reason));
  }
}
