/**
 * Submissions whose verdict nobody wants any more: cancelled, or past their deadline.
 *
 * <p>{@link gavel.worker.control.ControlFollower} reads {@code gavel.control} from as far back as
 * submissions are kept, so that a worker knows what was cancelled before it started. {@link
 * gavel.worker.control.Recalls} answers whether a submission is still wanted and, while one is
 * judged, ends that when it no longer is. A cancellation counts for submissions that were queued
 * before it: the same id may be submitted again.
 */
@NullMarked
package gavel.worker.control;

import org.jspecify.annotations.NullMarked;
