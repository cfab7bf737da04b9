/**
 * Where an executor can be reached, and who serves whoever comes.
 *
 * <p>Theory of operation. An {@link gavel.executor.listen.Endpoint} is what the command line names:
 * a Unix socket, a port of AF_VSOCK, a character device, standard input and output. Each opens a
 * {@code Listener}, which gives out one {@link gavel.executor.session.Connection} after the other,
 * so that a session does not know where its peer is. {@link gavel.executor.listen.GuestListener}
 * has them all, with a thread each, and counts connections: there are only so many at a time over
 * all of them, each with a thread of its own.
 *
 * <p>Who may connect: the file system says it for a Unix socket, root and one group. Over AF_VSOCK
 * it is the host and nobody else, as long as no program in the guest can have such a socket; the
 * sandbox's filter makes sure of that.
 */
@NullMarked
package gavel.executor.listen;

import org.jspecify.annotations.NullMarked;
