/**
 * Whether the pipeline loses anything, whatever dies: submissions whose verdicts are known go
 * through workers, a guest executor and a broker that {@link gavel.bench.chaos.Trouble} kills,
 * stops for a while and starts again at random; {@link gavel.bench.chaos.Account} then says what
 * came of each.
 */
@NullMarked
package gavel.bench.chaos;

import org.jspecify.annotations.NullMarked;
