/**
 * Control groups: the limits on memory, processes and CPUs of one run, and what it used of them.
 *
 * <p>Theory of operation. {@link gavel.sandbox.cgroup.CgroupSystem#detect} finds out which kernel
 * interface is mounted, and refuses with a {@link gavel.sandbox.cgroup.CgroupFault} when a
 * controller is missing: there is no running without limits. Each slot opens one {@link
 * gavel.sandbox.cgroup.RunCgroup}, {@code gavel-<instance>/slot<N>} below the root of each
 * hierarchy, owned by root with mode 0755. For each run: {@code prepare} unless the group {@code
 * isReadyFor} it, let the launcher's child join through descriptors that the launcher opened while
 * it was privileged, {@code readUsage} of what the launcher measured.
 *
 * <p>Version 1 keeps a slot's groups from run to run, because making four of them costs
 * milliseconds. Between runs they are emptied, their peaks and counters reset, and when they cannot
 * be brought under 1 MiB (another group's pages cannot be told from theirs any more) they are
 * discarded and made anew, which {@code generation} tells. Version 2 has a fresh group for each
 * run, as {@code memory.peak} could not be reset before Linux 6.12.
 *
 * <p>What is measured. CPU time is the group's, to the nanosecond in version 1 and the microsecond
 * in version 2. The memory peak is the group's too, and so counts everything the kernel charges to
 * it: anonymous memory, shared memory and tmpfs files, page cache that the run was first to read,
 * and the kernel's own memory on its behalf, which is page tables, stacks of threads, inodes, pipe
 * and socket buffers. (In version 1 {@code memory.kmem.*} shows that last part alone; it is in
 * {@code memory.usage_in_bytes} as well.) Charges are made in batches of 64 pages per CPU, so a
 * peak may be that much too high. Swap is never used: it is limited to nothing, or must be off.
 *
 * <p>The names of groups carry who owns them: process id, its start time, its pid namespace. What a
 * dead owner left behind is found by that and removed; nothing else is ever touched.
 */
@NullMarked
package gavel.sandbox.cgroup;

import org.jspecify.annotations.NullMarked;
