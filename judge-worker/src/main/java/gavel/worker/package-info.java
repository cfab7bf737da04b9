/** Kafka in, judging, Kafka out. */
@NullMarked
package gavel.worker;

import org.jspecify.annotations.NullMarked;
