/**
 * What Gavel's inner parts cost: medians and p99 of many runs, with a plain process beside the
 * sandbox in the same session, as JSON files and as a table.
 */
@NullMarked
package gavel.bench;

import org.jspecify.annotations.NullMarked;
