/**
 * What a judgement is: compile once, then for each test case run, check and classify.
 *
 * <p>{@link gavel.worker.judge.SubmissionJudge} is the recipe; each step is a class of its own.
 * Inputs go to the guest, each only once, by the hash of their content. Answers never do: what the
 * program wrote comes back, and {@link gavel.worker.judge.CheckStage} reads it and the answer's
 * file side by side. There is no message queue here, so that a judgement is the same wherever the
 * submission came from.
 *
 * <p>What the program did is in the {@link gavel.worker.judge.JudgedSubmission}; what went wrong on
 * our side is a {@link gavel.worker.JudgeFault}, and then nothing is said about the program.
 */
@NullMarked
package gavel.worker.judge;

import org.jspecify.annotations.NullMarked;
