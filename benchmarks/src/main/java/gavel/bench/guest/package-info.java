/**
 * A guest executor as its peers see it: a process is started from the distribution, as the command
 * line does, and spoken to over its Unix socket. What the sandbox takes by itself is measured in
 * turn with it, on the same program.
 */
@NullMarked
package gavel.bench.guest;

import org.jspecify.annotations.NullMarked;
