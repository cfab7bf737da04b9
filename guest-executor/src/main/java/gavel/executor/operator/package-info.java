/**
 * Commands that an operator runs on the machine of an executor that allows it.
 *
 * <p>Theory of operation. A command is started by {@code gavel-command}, a small program of ours
 * that this jar carries, see {@code src/main/c/operator}. That one tells an exit from a signal and
 * both from a program that could not be started, which Java does not, and it ends everything that
 * the command has started: when the command ends, when it is told to, and when this executor is
 * gone. Output is read to its end and kept up to a cap, so that no command waits for its reader.
 */
@NullMarked
package gavel.executor.operator;

import org.jspecify.annotations.NullMarked;
