/**
 * Programs of the jury: validators, interactors and graders of problem packages, compiled and run
 * in the sandbox under the jury's own user, with limits of their own.
 *
 * <p>They are trusted to judge and not to be sound: one that hangs, crashes, prints without end or
 * ends with a code that means nothing is {@link gavel.worker.jury.JuryAnswer.Faulty}, which names
 * it and says nothing about the submission.
 *
 * <p>Two ways to call them are known ({@link gavel.worker.jury.Dialect}): that of the package
 * format, and that of testlib where the package brings a testlib.h with its usual exit codes.
 */
@NullMarked
package gavel.worker.jury;

import org.jspecify.annotations.NullMarked;
