/**
 * The machine that an executor runs on, as far as operators may change it: its network, its clock,
 * and whether it is on. Only the executor of a guest VM, where it is the first process and nothing
 * else runs, has a {@link gavel.executor.guest.Machine} that does such things; everywhere else it
 * is a {@link gavel.executor.guest.SharedMachine}, which refuses before anything is touched.
 */
@NullMarked
package gavel.executor.guest;

import org.jspecify.annotations.NullMarked;
