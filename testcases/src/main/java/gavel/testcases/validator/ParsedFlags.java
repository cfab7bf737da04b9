package gavel.testcases.validator;

import java.util.List;

/** The flags that could be understood, and everything that could not. */
public record ParsedFlags(ValidatorFlags flags, List<FlagProblem> problems) {
  /** Copies the list. */
  public ParsedFlags {
    problems = List.copyOf(problems);
  }
}
