/**
 * Dead letters: which there are, and what becomes of those that are queued again.
 *
 * <p>A letter is about one record, the one at its origin. What is queued again is a copy of that
 * record with a header that names the origin, so that nothing is queued twice, by whomever.
 */
@NullMarked
package gavel.cli.dead;

import org.jspecify.annotations.NullMarked;
