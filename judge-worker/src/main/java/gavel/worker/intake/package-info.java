/**
 * Takes records off share groups and gives them to slots, and keeps each one's lock meanwhile.
 *
 * <p>{@link gavel.worker.intake.ShareIntake} starts consumers for each {@link
 * gavel.worker.intake.Feed}, each with a thread of its own. That polls one record, asks for its
 * turn and, when it has got a slot, gives the record to a judge thread; it renews the lock every
 * few seconds until that is done, and then accepts or releases the record. Only it touches the
 * consumer. The judge thread knows nothing of Kafka.
 *
 * <p>Which record gets a slot, and which feed is polled, is decided in one place: the feeds have an
 * order, each is owed a share of the slots' time, and what is taken off a queue while no slot is
 * free could have been judged elsewhere (docs/adr/018).
 *
 * <p>Nothing is lost whatever ends when: a record is accepted only after the callback has said so,
 * and a record that is not accepted goes to another consumer when its lock runs out, when its
 * consumer's connection breaks, or at once when it is released. So it may be judged twice, and who
 * publishes has to look first whether {@link gavel.worker.intake.IntakeRecord#deliveryCount} is
 * over one. That count is the broker's, which keeps the deliveries of records in hand in memory
 * only: after a crash of the broker they come with the count that they had before. So a count of
 * one makes it likely that no verdict stands, and no more than that.
 *
 * <p>When a lock is lost (the broker was gone for longer than it holds), the judgement is
 * interrupted: its result belongs to whoever gets the record next. The slot is not given to another
 * record before the judge thread has really ended.
 *
 * <p>A released record comes back at once and every delivery counts towards the group's limit. So
 * its consumer keeps it, lock renewed, for a while that doubles with every delivery, before it lets
 * go.
 *
 * <p>Renewal, as the client wants it: acknowledge with {@code RENEW}, commit, look into the map of
 * errors that commit returns instead of throwing, then poll: that gives the same record back, and
 * only after it may the record be acknowledged again.
 */
@NullMarked
package gavel.worker.intake;

import org.jspecify.annotations.NullMarked;
