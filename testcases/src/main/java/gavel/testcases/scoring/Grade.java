package gavel.testcases.scoring;

import gavel.model.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a submission.
 *
 * @param score empty in problems without scores, and in legacy ones where it is rejected
 * @param groups every group that was reached, each after those in it
 * @param flaws what the package or its validators did wrong; not the submission's fault
 */
public record Grade(
    Status status, OptionalDouble score, List<GroupResult> groups, List<String> flaws) {
  /** Copies the lists. */
  public Grade {
    groups = List.copyOf(groups);
    flaws = List.copyOf(flaws);
  }

  /** What came of the group of that name. */
  public Optional<GroupResult> group(String name) {
    return groups.stream().filter(group -> group.name().equals(name)).findFirst();
  }
}
