/**
 * How long a submission waits for its compiler: by the compiler itself outside of any sandbox, by
 * an executor that has nothing prepared, by one that has, and where the program was compiled
 * before.
 */
@NullMarked
package gavel.bench.compile;

import org.jspecify.annotations.NullMarked;
