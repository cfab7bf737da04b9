/**
 * Judges submissions again, shows what would change, and makes it count when it is told to.
 *
 * <p>{@link gavel.cli.rejudge.Rejudge} is the recipe: choose submissions from what stands on the
 * topics ({@link gavel.cli.rejudge.SubmissionIndex}), queue them once more as a trial with a
 * generation of their own, wait for what the workers say on {@code gavel.verdicts.trial}, and, to
 * apply it, write these verdicts to {@code gavel.verdicts}. All there is to know of a trial stands
 * on topics, under its id: whoever knows that can go on, on any machine. Nothing here keeps sources
 * in memory; they are read again when they are queued.
 */
@NullMarked
package gavel.cli.rejudge;

import org.jspecify.annotations.NullMarked;
