package gavel.sandbox;

import java.time.Duration;

/**
 * How much slower than a machine of its own the one is that tests run on: 1, unless the system
 * property {@value #PROPERTY} says more, as it does where a processor is emulated. A test that
 * allows for the time that something takes multiplies what it allows by this; limits that it sets,
 * and what it expects of them, stay.
 */
public final class Slowness {
  /** The system property. */
  public static final String PROPERTY = "gavel.test.slowness";

  private Slowness() {}

  /** The allowance on this machine. */
  public static Duration of(Duration allowance) {
    return allowance.multipliedBy(factor());
  }

  /** So many repetitions as take the same time here. */
  public static int fewer(int repetitions) {
    return repetitions / factor();
  }

  private static int factor() {
    return Integer.getInteger(PROPERTY, 1);
  }
}
