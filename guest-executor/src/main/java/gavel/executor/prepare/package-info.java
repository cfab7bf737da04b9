/**
 * What makes compilers quick: a precompiled header, a build cache of a standard library, an archive
 * of a compiler's own classes. Each is made once for a toolchain and its flags, after a compilation
 * that could have used it, and used by all that come later.
 *
 * <p>A {@link gavel.executor.prepare.Recipe} says how: only words of {@code languages.yaml} and of
 * this package go in, nothing of any submission. {@link gavel.executor.prepare.Preparer} follows it
 * in a sandbox that runs nothing else, before or after. What comes out is copied to a directory of
 * the executor's own, where programs can read it and nobody can write; all sandboxes see that
 * directory in one place, {@link gavel.executor.prepare.Preparer#PLACE}.
 */
@NullMarked
package gavel.executor.prepare;

import org.jspecify.annotations.NullMarked;
