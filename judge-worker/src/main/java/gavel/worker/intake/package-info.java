/**
 * Takes records off a share group, one per slot, and keeps each one's lock while it is judged.
 *
 * <p>A slot ({@link gavel.worker.intake.ShareIntake} starts them) has a consumer of its own and two
 * threads. The consumer thread polls one record, gives it to a judge thread, renews the lock every
 * few seconds until that is done, and then accepts or releases the record. Only it touches the
 * consumer. The judge thread knows nothing of Kafka.
 *
 * <p>Nothing is lost whatever ends when: a record is accepted only after the callback has said so,
 * and a record that is not accepted goes to another slot when its lock runs out, when its
 * consumer's connection breaks, or at once when it is released. So it may be judged twice, and who
 * publishes has to look first whether {@link gavel.worker.intake.IntakeRecord#deliveryCount} is
 * over one. That count is the broker's, which keeps the deliveries of records in hand in memory
 * only: after a crash of the broker they come with the count that they had before. So a count of
 * one makes it likely that no verdict stands, and no more than that.
 *
 * <p>When a lock is lost (the broker was gone for longer than it holds), the judgement is
 * interrupted: its result belongs to whoever gets the record next. The slot takes no other record
 * before the judge thread has really ended.
 *
 * <p>A released record comes back at once and every delivery counts towards the group's limit. So
 * the slot keeps it, lock renewed, for a while that doubles with every delivery, before it lets go.
 *
 * <p>Renewal, as the client wants it: acknowledge with {@code RENEW}, commit, look into the map of
 * errors that commit returns instead of throwing, then poll: that gives the same record back, and
 * only after it may the record be acknowledged again.
 */
@NullMarked
package gavel.worker.intake;

import org.jspecify.annotations.NullMarked;
