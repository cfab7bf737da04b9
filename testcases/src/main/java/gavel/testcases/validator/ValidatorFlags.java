package gavel.testcases.validator;

import java.util.OptionalDouble;

/**
 * How the default validator compares; tolerances are finite and not negative.
 *
 * <p>Names and meaning: legacy problem package format, "Default Output Validator Specification".
 */
public record ValidatorFlags(
    boolean caseSensitive,
    boolean spaceChangeSensitive,
    OptionalDouble absoluteTolerance,
    OptionalDouble relativeTolerance) {
  /** No flag set: tokens as text, case and amount of white space do not matter. */
  public static final ValidatorFlags NONE =
      new ValidatorFlags(false, false, OptionalDouble.empty(), OptionalDouble.empty());

  /** Refuses tolerances that are not finite or negative with {@link IllegalArgumentException}. */
  public ValidatorFlags {
    requireTolerance(absoluteTolerance);
    requireTolerance(relativeTolerance);
  }

  private static void requireTolerance(OptionalDouble tolerance) {
    double value = tolerance.orElse(0);
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("Not a tolerance: " + value);
    }
  }

  /**
   * Reads flags separated by white space, as they stand in {@code validator_flags}. Never throws: a
   * flag that cannot be understood is reported and left out; of a flag given twice the last counts.
   */
  public static ParsedFlags parse(String text) {
    return new FlagParser(text).parse();
  }

  /** Whether numbers are compared as numbers. */
  public boolean comparesFloats() {
    return absoluteTolerance.isPresent() || relativeTolerance.isPresent();
  }
}
