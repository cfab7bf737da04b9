/**
 * The embedded Kafka broker, only ever a child process.
 *
 * <p>{@link gavel.broker.Main} takes {@code --data-dir DIR [--port N] [--properties FILE]}, locks
 * the directory, formats it on first use, starts one node that is controller and broker at once on
 * loopback, prints {@code ready bootstrap=127.0.0.1:PORT} on standard output and serves until its
 * standard input ends or it is sent SIGTERM. So a broker never outlives the program that started
 * it, however that one ends.
 *
 * <p>Share groups are the queue of the pipeline. Their intervals are tuned so that a fresh group
 * gets its first record in tens of milliseconds instead of five seconds, and their limits are wide
 * enough for any lock duration a group may choose (one second and up).
 *
 * <p>The file has settings of Kafka's server that go over these; logins and access control lists,
 * for instance. Listeners keep their names, {@code PLAINTEXT} for clients; which protocol one
 * speaks is {@code listener.security.protocol.map}'s to say.
 *
 * <p>Ports are picked at random below the kernel's ephemeral range and tried out first. Another
 * program may still take one before Kafka binds it. Kafka then halts the process, and no second
 * start is possible in the same one (the half-started node goes on using the memory-mapped log), so
 * trying again is the business of whoever starts this program: it sees {@code Address already in
 * use} on standard error and no ready line.
 */
@NullMarked
package gavel.broker;

import org.jspecify.annotations.NullMarked;
