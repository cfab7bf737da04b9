/**
 * The system call filter of a sandboxed program, assembled here and installed by the launcher.
 *
 * <p>Theory of operation. {@link gavel.sandbox.seccomp.SeccompPolicy} says what becomes of each
 * system call: a {@link gavel.sandbox.seccomp.Rule} by number, perhaps by arguments. {@link
 * gavel.sandbox.seccomp.PolicyCompiler} turns it into classic BPF: check the architecture, load the
 * number, then a balanced binary search over the ranges of numbers that fare alike, then the
 * argument checks. {@link gavel.sandbox.seccomp.BpfProgram} resolves labels and writes the bytes
 * that {@code seccomp(2)} takes. A call that is allowed whatever its arguments is decided without
 * reading any argument, so the kernel (5.11 and later) caches the decision in a bitmap and the
 * filter costs such calls next to nothing.
 *
 * <p>It is an allowlist with four answers. Allowed calls run. Known calls that are refused fail
 * with EPERM, as they would for want of a privilege; numbers that no table names fail with ENOSYS,
 * as on an older kernel, so that a newer libc takes its fallback. What only an attack does goes to
 * the supervisor ({@code SECCOMP_RET_USER_NOTIF}), so that the report can name the call: a SIGSYS
 * wait status carries no number, and a program can raise SIGSYS itself. The launcher must install
 * the filter with {@code SECCOMP_FILTER_FLAG_NEW_LISTENER}; without a listener such calls fail with
 * ENOSYS, which is refused too.
 *
 * <p>Arguments behind pointers cannot be seen by a filter. That is why {@code clone3} and {@code
 * io_uring} are refused whole. Arguments that the kernel takes as 32 bits are compared as 32 bits:
 * a check of all 64 could be passed by with high bits that the kernel drops.
 */
@NullMarked
package gavel.sandbox.seccomp;

import org.jspecify.annotations.NullMarked;
