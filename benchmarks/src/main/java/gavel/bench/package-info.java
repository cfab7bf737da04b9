/** Benchmarks. */
@NullMarked
package gavel.bench;

import org.jspecify.annotations.NullMarked;
