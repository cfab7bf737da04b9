/**
 * From a record of the queue to its verdict.
 *
 * <p>{@link gavel.worker.flow.SubmissionFlow} is the recipe: read the record, see whether a verdict
 * stands already, resolve what it names, judge, publish, and only then accept. Whatever ends it in
 * between leaves the record with the queue, which delivers it again; a verdict that was published
 * just before is found by the next worker. So nothing is lost, and the effective verdict, the one
 * with the lowest offset for an id and a generation, is the only one that counts.
 *
 * <p>What cannot be judged becomes a dead letter with the reason and the field ({@link
 * gavel.worker.flow.DeadLetters}); it holds nothing else up. A fault that may pass is tried again
 * here a few times, then the record is released; one that was delivered as often as the queue
 * delivers gets {@code internal_error} and a dead letter, for the queue would drop it without a
 * word.
 *
 * <p>A submission that is part of a rejudge ({@code trial}) goes the same way, but what comes of it
 * goes to a topic of its own, where no verdict counts, and its steps are told to nobody.
 *
 * <p>The queue itself is behind {@link gavel.worker.flow.Outlet} and {@link
 * gavel.worker.flow.StandingVerdicts}.
 */
@NullMarked
package gavel.worker.flow;

import org.jspecify.annotations.NullMarked;
