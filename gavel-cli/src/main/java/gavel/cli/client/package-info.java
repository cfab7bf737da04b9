/** Submits over Kafka and follows what becomes of it. */
@NullMarked
package gavel.cli.client;

import org.jspecify.annotations.NullMarked;
