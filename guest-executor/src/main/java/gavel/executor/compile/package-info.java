/**
 * From sources to an artifact: {@link gavel.executor.compile.CompileStage} writes the sources into
 * a fresh directory, runs the language's compiler on them in a sandbox, copies what it left to a
 * directory of root's own, finds the entry point, and stores the result under a key of all that
 * went in.
 *
 * <p>Whatever goes wrong with the sources, the compiler breaking a limit included, is a {@link
 * gavel.executor.compile.CompileOutcome.Failed}. Exceptions are for faults of ours.
 */
@NullMarked
package gavel.executor.compile;

import org.jspecify.annotations.NullMarked;
