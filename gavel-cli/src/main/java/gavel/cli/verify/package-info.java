/**
 * Checks a problem package against its own jury: {@code gavel problem verify}.
 *
 * <p>Theory of operation. {@link gavel.cli.verify.PackageSource} opens a package and keeps all that
 * is wrong with it. {@link gavel.cli.verify.DataChecks} looks at inputs and answers, through {@link
 * gavel.cli.verify.PackageChecks} where a program of the package has to look. {@link
 * gavel.cli.verify.JurySources}, or {@link gavel.cli.verify.JuryAnswers}, makes a {@link
 * gavel.cli.verify.Candidate} of each submission that can be judged and a {@link
 * gavel.cli.verify.Skip} of each that cannot. {@link gavel.cli.verify.JudgeSlots} judges candidates
 * on all tests, some at a time; who judges is behind {@link gavel.cli.verify.JuryJudge}. {@link
 * gavel.cli.verify.Verification} is the recipe.
 *
 * <p>Every submission runs once, under the time limit with its safety margin. What it comes to
 * under the limit itself follows from the times that were measured ({@link
 * gavel.cli.verify.Assessor}), so that a run between the two is seen to be one. Where the package
 * gives no limit, the submissions that bound it from below run first, with all the time they may
 * reasonably want.
 *
 * <p>What cannot be judged is skipped with a reason, and is never a verdict.
 */
@NullMarked
package gavel.cli.verify;

import org.jspecify.annotations.NullMarked;
