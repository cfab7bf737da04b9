package gavel.testcases.validator;

import java.io.IOException;
import java.io.InputStream;

/** The default output validator with its flags; immutable, usable from many threads at once. */
public final class DefaultValidator {
  private final ValidatorFlags flags;

  private DefaultValidator(ValidatorFlags flags) {
    this.flags = flags;
  }

  /** A validator that compares as the flags say. */
  public static DefaultValidator of(ValidatorFlags flags) {
    return new DefaultValidator(flags);
  }

  /**
   * Compares a program's output with the judge's answer, and says where they first differ. Reads
   * both streams as far as is needed and closes neither; an unreadable stream is an {@link
   * IOException}, never a verdict.
   */
  public CheckOutcome check(InputStream judgeAnswer, InputStream teamOutput) throws IOException {
    return new Comparison(flags, new ByteWindow(judgeAnswer), new ByteWindow(teamOutput)).run();
  }
}
