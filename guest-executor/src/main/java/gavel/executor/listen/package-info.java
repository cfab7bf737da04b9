/**
 * The Unix socket that workers and operators connect to. The file system says who may: root and one
 * group. There are only so many connections at a time, each with a thread of its own.
 */
@NullMarked
package gavel.executor.listen;

import org.jspecify.annotations.NullMarked;
