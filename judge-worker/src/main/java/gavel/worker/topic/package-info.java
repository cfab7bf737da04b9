/**
 * The topics and the share group that the pipeline runs on, how they are set up, and the broker
 * that a single machine starts for itself.
 *
 * <p>{@link gavel.worker.topic.Topics} is the table of names and settings. {@link
 * gavel.worker.topic.TopicSetup} compares it with a cluster before the first record is read,
 * creates what is missing and refuses a cluster without share groups: such a one would seem to work
 * and deliver nothing. {@link gavel.worker.topic.BrokerProcess} runs the embedded broker as a
 * child.
 */
@NullMarked
package gavel.worker.topic;

import org.jspecify.annotations.NullMarked;
