/**
 * The whole pipeline as child processes, as the command line starts it: broker, guest executor and
 * workers, each a {@link gavel.bench.stack.Program} that can be killed, stopped and started again.
 * {@link gavel.bench.stack.Submitter} and {@link gavel.bench.stack.VerdictTap} are its client.
 */
@NullMarked
package gavel.bench.stack;

import org.jspecify.annotations.NullMarked;
