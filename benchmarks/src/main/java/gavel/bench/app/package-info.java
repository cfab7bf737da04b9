/**
 * {@code gavel bench NAME}: the program that measures, started by the command line as a child. It
 * prints one JSON object on standard output, {@code bench, machine, rows[]} and what else a bench
 * has to say; the command line makes a table of it. Progress goes to standard error.
 */
@NullMarked
package gavel.bench.app;

import org.jspecify.annotations.NullMarked;
