/**
 * What the log looks like. Set up in code: to read a file of XML for it took a third of the time in
 * which an executor is to listen.
 */
@NullMarked
package gavel.executor.log;

import org.jspecify.annotations.NullMarked;
