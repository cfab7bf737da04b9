/**
 * AF_VSOCK sockets, see vsock(7): how a virtual machine and its host talk without a network.
 *
 * <p>Theory of operation. junixsocket knows the address family in its native part and in {@code
 * AFVSOCKSocketAddress}; the jar with the socket classes for it cannot be had everywhere. They are
 * derived here from its public base classes, no more of them than streams need: {@link
 * gavel.vsock.Vsock} gives plain {@link java.net.ServerSocket}s and {@link java.net.Socket}s.
 * Nobody else knows junixsocket, so that all of this can go once that jar is there.
 */
@NullMarked
package gavel.vsock;

import org.jspecify.annotations.NullMarked;
