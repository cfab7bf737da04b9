/**
 * gavel-init, the first process of a machine that is there for this executor alone.
 *
 * <p>Theory of operation. The program itself is in C, see {@code init.c}: a JVM as the first
 * process could wait for its children or for orphans, but not for both, and its end would be the
 * machine's. It mounts what a system has, starts the executor, again when that crashes, and powers
 * off. {@link gavel.executor.init.InitProcess} asks it for what an executor cannot do by itself,
 * one line over one connection to its Unix socket for each.
 */
@NullMarked
package gavel.executor.init;

import org.jspecify.annotations.NullMarked;
