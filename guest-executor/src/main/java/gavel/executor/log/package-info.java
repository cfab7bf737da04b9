/**
 * The log: a line for each event, on standard error. What SLF4J leaves to a provider is little, and
 * the usual ones took a sixth of the time in which an executor is to listen.
 */
@NullMarked
package gavel.executor.log;

import org.jspecify.annotations.NullMarked;
