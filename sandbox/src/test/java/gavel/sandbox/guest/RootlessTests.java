package gavel.sandbox.guest;

import java.io.IOException;

/**
 * The program that runs as an ordinary user: runs test classes and writes {@link GuestReport}s.
 *
 * <p>Arguments: the file to write to, then the names of the classes.
 */
public final class RootlessTests {
  /** What the tests run on, in their first report. */
  static final String SYSTEM = "without root";

  private RootlessTests() {}

  /** Runs them all, one after the other. */
  public static void main(String[] arguments) throws IOException {
    GuestTests.run(SYSTEM, arguments);
  }
}
