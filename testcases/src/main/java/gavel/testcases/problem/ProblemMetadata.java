package gavel.testcases.problem;

import java.util.List;
import java.util.Optional;

/** Who made the problem and what it is called: legacy format, section "Problem Metadata". */
public record ProblemMetadata(
    String name,
    Optional<String> author,
    Optional<String> source,
    Optional<String> sourceUrl,
    String license,
    Optional<String> rightsOwner,
    Optional<String> uuid,
    List<String> keywords) {
  /** Copies the list. */
  public ProblemMetadata {
    keywords = List.copyOf(keywords);
  }
}
