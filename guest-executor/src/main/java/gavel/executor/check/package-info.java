/**
 * {@code gavel-executor --check}: whether this machine can judge. What the sandbox is made of is
 * tried for real by {@code gavel-probe}, one thing at a time, each in a process of its own; then a
 * slot is opened, programs run in it, and each language's probe program. What merely disturbs
 * measurements is read from the kernel's files and is a warning, as is what only rootless sandboxes
 * or guests in virtual machines need.
 *
 * <p>Run by an ordinary user, it is about that user: namespaces are tried and the slot is opened in
 * a user namespace; what root would have besides (capabilities, control groups) are warnings that
 * say what is lost, and what a sandbox without root needs is needed.
 */
@NullMarked
package gavel.executor.check;

import org.jspecify.annotations.NullMarked;
