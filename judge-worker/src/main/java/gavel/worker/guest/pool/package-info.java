/**
 * Guests in virtual machines, kept ready.
 *
 * <p>A {@link gavel.worker.guest.pool.GuestSource} lends guests to whoever judges. For a local
 * executor these are connections that mend themselves ({@link
 * gavel.worker.guest.pool.SharedGuests}). For machines it is a {@link
 * gavel.worker.guest.pool.GuestPool}: it has a {@link gavel.worker.guest.pool.MachineStarter} make
 * machines ahead of time, lends each to one judgement at a time, and ends it after as many as were
 * agreed on, when it died, or when a judgement with it did not end in order. A machine that
 * misbehaved is never lent again.
 *
 * <p>A starter knows one kind of machine monitor. QEMU is given all on its command line ({@link
 * gavel.worker.guest.pool.QemuStarter}) and, for a snapshot, over QMP; Firecracker and Cloud
 * Hypervisor are told over HTTP on a Unix socket ({@link gavel.worker.guest.pool.ApiStarter}). All
 * of them lead to the guest by a Unix socket on which {@code CONNECT PORT} is said first ({@link
 * gavel.worker.guest.HandshakeTransport}); for QEMU that is the doing of a small daemon ({@link
 * gavel.worker.guest.pool.VsockDaemon}).
 *
 * <p>Machines of each kind can be booted, written down and restored ({@link
 * gavel.worker.guest.pool.MachineWays}). {@link gavel.worker.guest.pool.Snapshots} has one of them
 * written down, once, and the others restored; where that does not work they boot.
 *
 * <p>Everything that belongs to a machine is in a directory of its own, which goes when it does.
 */
@NullMarked
package gavel.worker.guest.pool;

import org.jspecify.annotations.NullMarked;
