/**
 * {@code gavel-executor --check}: whether this machine can judge. What the sandbox and the
 * languages need is tried for real, in a sandbox, with a probe program each; what merely disturbs
 * measurements is read from the kernel's files and is a warning.
 */
@NullMarked
package gavel.executor.check;

import org.jspecify.annotations.NullMarked;
