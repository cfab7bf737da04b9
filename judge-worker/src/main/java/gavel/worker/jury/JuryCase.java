package gavel.worker.jury;

import gavel.testcases.problem.Constants;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a validator judges by.
 *
 * @param name of the test
 * @param arguments that the package gives it
 * @param limits of the package; those of validation count
 * @param constants that are replaced in the sources of the validator
 * @param kept the feedback of earlier passes: blobs by their names in the feedback directory
 * @param passed what the submission reads in this pass in place of the input, where an earlier pass
 *     has left it
 */
public record JuryCase(
    String name,
    PackageFile input,
    PackageFile answer,
    List<String> arguments,
    ProblemLimits limits,
    Constants constants,
    Map<String, String> kept,
    Optional<Passed> passed) {
  private static final int LONGEST = 100;

  /** The input of a pass, as a blob that the guest has. */
  record Passed(String blob, long size) {}

  /** Copies the collections. */
  public JuryCase {
    arguments = List.copyOf(arguments);
    kept = Map.copyOf(kept);
  }

  /** What a first pass is judged by. */
  public JuryCase(
      String name,
      PackageFile input,
      PackageFile answer,
      List<String> arguments,
      ProblemLimits limits,
      Constants constants) {
    this(name, input, answer, arguments, limits, constants, Map.of(), Optional.empty());
  }

  /** The same for the next pass, whose input is another. */
  JuryCase next(Map<String, String> blobs, Optional<Passed> next) {
    return new JuryCase(name, input, answer, arguments, limits, constants, blobs, next);
  }

  /** How large the input of this pass is. */
  long inputSize() {
    return passed.map(Passed::size).orElse(input.size().bytes());
  }

  /** The last part of the name, as far as any program can deal with it. */
  String base() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean plain =
        !last.isEmpty()
            && last.length() <= LONGEST
            && last.charAt(0) != '.'
            && last.charAt(0) != '-'
            && last.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-+".indexOf(c) >= 0));
    return plain ? last : "test";
  }
}
