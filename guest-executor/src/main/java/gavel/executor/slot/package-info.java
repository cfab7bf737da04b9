/**
 * Who may run something now. A {@link gavel.executor.slot.SlotPool} holds the slots, each with a
 * long-lived sandbox and a user of its own, and another of both for the jury's programs; a request
 * holds a {@link gavel.executor.slot.Ticket}, takes a slot through it when it first needs one, and
 * gives it back before it is answered, so that whoever reads the answer finds the slot free. Nobody
 * queues here: the asker decides what comes next.
 */
@NullMarked
package gavel.executor.slot;

import org.jspecify.annotations.NullMarked;
