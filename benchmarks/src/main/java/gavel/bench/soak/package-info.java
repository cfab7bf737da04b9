/**
 * Whether anything stays behind after very many runs: what there is of processes, control groups,
 * mounts, descriptors, files and memory is counted before and after, from outside of the sandbox.
 */
@NullMarked
package gavel.bench.soak;

import org.jspecify.annotations.NullMarked;
