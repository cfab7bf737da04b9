package gavel.testcases.library;

import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;

/** Where problem packages come from. Usable from many threads. */
public interface ProblemSource {
  /**
   * The package with that id, which comes from outside and may be anything. Its files stay as they
   * are until it is {@linkplain #release released}, once for each time it was found.
   *
   * @throws IOException when it is not known whether there is one, or it cannot be read; the same
   *     may succeed later
   */
  ProblemLookup find(String id) throws IOException;

  /**
   * The one who found it is done with its files. Packages from elsewhere are none of its business.
   */
  default void release(ProblemPackage problem) {}
}
