/**
 * Puts verdicts, progress and dead letters on their topics, and looks verdicts up.
 *
 * <p>A verdict or a dead letter is published with the acknowledgement of all replicas, and the
 * record that it is about is accepted only after that. In between a worker may die, and then the
 * record is delivered again: so there can be several verdicts for a submission. The effective one
 * is that with the lowest offset for its id and generation. All verdicts of a submission have its
 * id as their key and so stand in one partition, in one order. A worker that gets a record for the
 * second time looks there first ({@link gavel.worker.publish.VerdictView}) and judges only when no
 * verdict stands yet.
 *
 * <p>Progress may be lost: nobody waits for it and its faults only show in a counter.
 */
@NullMarked
package gavel.worker.publish;

import org.jspecify.annotations.NullMarked;
