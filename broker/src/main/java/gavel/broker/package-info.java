/** The embedded Kafka broker, only ever a child process. */
@NullMarked
package gavel.broker;

import org.jspecify.annotations.NullMarked;
