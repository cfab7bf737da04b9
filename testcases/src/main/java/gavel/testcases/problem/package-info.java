/**
 * What a problem package holds, as values: metadata, limits, test cases in data order, the jury's
 * submissions, and everything that is wrong with it.
 *
 * <p>Test data is never in memory: a {@link gavel.testcases.problem.PackageFile} is a path with a
 * size, and its hash is computed when it is first asked for.
 */
@NullMarked
package gavel.testcases.problem;

import org.jspecify.annotations.NullMarked;
