/**
 * The wire protocol between a worker and a guest executor, version 1.
 *
 * <p>A connection carries {@link gavel.model.protocol.Envelope envelopes}: a message, which is
 * JSON, and the bodies that it announces, which are bytes. There are two framings of the same
 * messages. The length-prefixed one sends bodies as raw frames, so that inputs and outputs never
 * pay base64; the newline-delimited one carries them as base64 within the message, so that a person
 * with socat can talk to an executor. {@link gavel.model.protocol.Framing} tells them apart by the
 * first byte of a connection.
 *
 * <p>Every {@link gavel.model.protocol.GuestRequest} has an id; every {@link
 * gavel.model.protocol.GuestMessage} carries the id of the request that it answers. Unknown fields,
 * wrong types and frames over the cap are errors which say what was wrong.
 */
@NullMarked
package gavel.model.protocol;

import org.jspecify.annotations.NullMarked;
