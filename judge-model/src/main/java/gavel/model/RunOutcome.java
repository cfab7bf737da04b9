package gavel.model;

import java.util.Optional;

/**
 * A status with the reason for it in a few words, such as {@code cpu}, {@code signal SIGSEGV} or
 * the name of a refused system call; a success has none.
 *
 * @param limit the one that the run was over, where the status comes of that
 */
public record RunOutcome(Status status, Optional<String> reason, Optional<Limit> limit) {
  static final RunOutcome SUCCESS =
      new RunOutcome(Status.SUCCESS, Optional.empty(), Optional.empty());

  static RunOutcome of(Status status, String reason) {
    return new RunOutcome(status, Optional.of(reason), Optional.empty());
  }

  static RunOutcome over(Limit limit, Status status, String reason) {
    return new RunOutcome(status, Optional.of(reason), Optional.of(limit));
  }
}
