/**
 * What a sandboxed run costs beside a bare one and beside other sandboxes. All contenders run the
 * same static no-op in turn, in many short rounds within one session, so that whatever else the
 * machine does hits all alike. The bare runs and the other sandboxes are started by {@code
 * gavel-spawn} and timed there; Gavel is timed from Java around {@code Sandbox.run}, because that
 * is what its caller waits for.
 */
@NullMarked
package gavel.bench.sandbox;

import org.jspecify.annotations.NullMarked;
