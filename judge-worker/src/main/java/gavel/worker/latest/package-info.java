/**
 * Keeps {@code gavel.verdicts.latest}: of each submission the verdict that counts now, as it stands
 * on {@code gavel.verdicts}, under its id.
 *
 * <p>The workers share this work as one ordinary consumer group ({@link
 * gavel.worker.latest.LatestSession}): each has some partitions of {@code gavel.verdicts}, knows
 * which generation stands on the other topic for their ids ({@link
 * gavel.worker.latest.StandingReader} into {@link gavel.worker.latest.KnownGenerations}), and
 * writes what replaces it in transactions that move the group's offsets, too. A transaction of a
 * worker that has lost its partitions is refused by the brokers, for it tells as which member of
 * which generation of the group it writes (KIP-447).
 *
 * <p>Who takes a partition over has to see all that was committed before. Its offset is given out
 * only when no transaction over it is open; but the records of that transaction may still lack
 * their markers, and "the end" for a reader of committed records lies before them. So the reader
 * goes to the end for those who read everything, where it comes only once all in between is
 * decided.
 *
 * <p>{@link gavel.worker.latest.LatestVerdicts} runs that on a thread of its own. Whatever fails,
 * it forgets everything and starts over after a while; judging never waits for it.
 */
@NullMarked
package gavel.worker.latest;

import org.jspecify.annotations.NullMarked;
