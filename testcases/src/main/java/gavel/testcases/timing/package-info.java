/**
 * The time limit of a problem: what the jury's submissions say about it, how it is derived from
 * them, and whether it keeps the distance that the package asks for.
 *
 * <p>Theory of operation. Submissions that have to pass bound the limit from below, those that have
 * to be stopped from above ({@link gavel.testcases.timing.TimeBounds}). The slowest of the first
 * and the fastest of the second are all that counts ({@link gavel.testcases.timing.TimeMargins}).
 * {@link gavel.testcases.timing.TimeLimitRules} has the arithmetic of both formats: legacy as
 * problemtools has it, whole seconds, rounded to the nearest, at least one; 2025-09 as section
 * "Problem timing" has it, the least multiple of the resolution. Everything is a pure function of
 * times that somebody else measured.
 */
@NullMarked
package gavel.testcases.timing;

import org.jspecify.annotations.NullMarked;
