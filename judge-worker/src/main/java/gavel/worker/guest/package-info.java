/**
 * The worker's end of the wire protocol.
 *
 * <p>A {@link gavel.worker.guest.GuestTransport} makes connections. {@link
 * gavel.worker.guest.GuestLink} speaks over one: a reader thread takes what the guest says and
 * hands it to whoever asked, a writer thread sends, so that whoever asks waits for one thing only
 * and never longer than its deadline, even for a guest that stopped reading. {@link
 * gavel.worker.guest.GuestClient} knows what each request means and which answers to it are
 * possible. {@link gavel.worker.guest.ReconnectingGuest} puts a new connection in the place of a
 * lost one and tries again what may be tried again.
 *
 * <p>A guest is not trusted. Frames and bodies are capped before they are read; a status, body or
 * size that cannot be is the end of the connection and a fault of the judge, never a verdict; texts
 * are cut and stripped of control characters before they reach a log.
 *
 * <p>To interrupt the thread that waits for an answer is to cancel: the request is ended at the
 * guest, with everything that it started, before the {@link java.lang.InterruptedException} is
 * thrown.
 */
@NullMarked
package gavel.worker.guest;

import org.jspecify.annotations.NullMarked;
