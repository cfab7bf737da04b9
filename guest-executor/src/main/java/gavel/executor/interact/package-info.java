/**
 * Conversations: a contestant's program and an interactor of the jury's, each in its own sandbox of
 * one slot, each reading what the other writes.
 *
 * <p>Two {@link gavel.executor.interact.Joint}s lead from one to the other: a pipe that both have,
 * or two pipes with this program in between, which writes the transcript. Both ends of every pipe
 * are kept here as well: the end of a program is the end of what it says, not what it closes; and
 * whoever speaks to one that is gone gets no SIGPIPE, because what he says is taken and thrown
 * away. Only an interactor that has ended otherwise than by accepting lets the contestant run into
 * it.
 *
 * <p>Which of the two ended first is therefore certain: neither can see the end of the other before
 * it was noted here.
 */
@NullMarked
package gavel.executor.interact;

import org.jspecify.annotations.NullMarked;
