/**
 * One connection and its requests. {@link gavel.executor.session.GuestSession} reads envelopes on
 * the connection's own thread and answers at once what needs no slot; the rest gets a thread and a
 * ticket each. An {@link gavel.executor.session.Exchange} turns whatever comes of a request into
 * exactly one answer, and frees slot, id and files before the answer goes out.
 *
 * <p>Output is sent line by line from where it is collected, at the pace of the peer, by a {@link
 * gavel.executor.session.LogStream}; input of a conversation goes through an {@link
 * gavel.executor.session.InputFeed} into the program's pipe. What peers may take is bounded by
 * {@link gavel.executor.session.SessionLimits}: memory over all connections, and time without a
 * sign of life.
 *
 * <p>A message that is well framed and no good costs an error with the name of the field; bytes
 * that are no message cost the connection. When a connection ends, everything that it started ends.
 */
@NullMarked
package gavel.executor.session;

import org.jspecify.annotations.NullMarked;
