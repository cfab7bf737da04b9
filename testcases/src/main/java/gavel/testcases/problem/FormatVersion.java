package gavel.testcases.problem;

import java.util.Optional;
import java.util.regex.Pattern;

/** The versions of the package format that are told apart. */
public enum FormatVersion {
  /** The format before it had versions; packages that name none are in it. */
  LEGACY,
  /** The part of {@link #LEGACY} that ICPC contests use. */
  LEGACY_ICPC,
  /** Something between the two: {@code 2023-07}, any draft, any version unknown here. */
  DRAFT,
  /** The version {@code 2025-09}. */
  V2025_09;

  private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}(-draft)?|draft");

  /** The version that {@code problem_format_version} names; nothing where it names none. */
  public static Optional<FormatVersion> of(String name) {
    return switch (name) {
      case "legacy" -> Optional.of(LEGACY);
      case "legacy-icpc", "icpc" -> Optional.of(LEGACY_ICPC);
      case "2025-09" -> Optional.of(V2025_09);
      default -> DATED.matcher(name).matches() ? Optional.of(DRAFT) : Optional.empty();
    };
  }

  /** Whether it is one of the two without a date. */
  public boolean legacy() {
    return this == LEGACY || this == LEGACY_ICPC;
  }

  /** Whether unknown keys and missing parts are errors; elsewhere they are warnings. */
  public boolean strict() {
    return this == V2025_09;
  }
}
