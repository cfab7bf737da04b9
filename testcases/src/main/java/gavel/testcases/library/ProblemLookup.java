package gavel.testcases.library;

import gavel.testcases.problem.ProblemPackage;

/** What came of asking for a problem by its id. */
public sealed interface ProblemLookup {
  /** The package; it may have errors. */
  record Found(ProblemPackage problem) implements ProblemLookup {}

  /** No package; the reason says what is there instead, in one line. */
  record NotFound(String reason) implements ProblemLookup {}
}
