package gavel.testcases.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who made the problem and what it is called: section "Problem Metadata" of both formats.
 *
 * @param name in English where there is such a name, else in the first language
 * @param names by language, in the order of the file; empty where the file has none
 * @param embargoUntil date, or date and time, as it is written
 */
public record ProblemMetadata(
    String name,
    Map<String, String> names,
    Credits credits,
    List<Source> sources,
    String license,
    Optional<String> rightsOwner,
    Optional<String> uuid,
    Optional<String> version,
    Optional<String> embargoUntil,
    List<String> keywords) {
  /** Where a problem was used first. */
  public record Source(String name, Optional<String> url) {}

  /** The license of a package that names none. */
  public static final String UNKNOWN_LICENSE = "unknown";

  /** Copies the collections. */
  public ProblemMetadata {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    sources = List.copyOf(sources);
    keywords = List.copyOf(keywords);
  }

  /** Nothing but a name. */
  public static ProblemMetadata named(String name) {
    return new ProblemMetadata(
        name,
        Map.of(),
        Credits.NONE,
        List.of(),
        UNKNOWN_LICENSE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
