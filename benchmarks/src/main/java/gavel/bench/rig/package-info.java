/**
 * What the benches stand on: a scratch directory, the native programs that this jar carries, the
 * sandboxes of one slot each, and {@code gavel-spawn}, which starts programs without a JVM in the
 * way.
 */
@NullMarked
package gavel.bench.rig;

import org.jspecify.annotations.NullMarked;
