/**
 * One connection and its requests. {@link gavel.executor.session.GuestSession} reads envelopes on
 * the connection's own thread and answers at once what needs no slot; the rest gets a thread and a
 * ticket each. An {@link gavel.executor.session.Exchange} turns whatever comes of a request into
 * exactly one answer, and frees slot, id and files before the answer goes out.
 *
 * <p>A message that is well framed and no good costs an error with the name of the field; bytes
 * that are no message cost the connection. When a connection ends, everything that it started ends.
 */
@NullMarked
package gavel.executor.session;

import org.jspecify.annotations.NullMarked;
