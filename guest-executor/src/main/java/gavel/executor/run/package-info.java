/**
 * From an artifact and an input to facts and a status. {@link gavel.executor.run.RunStage} reads
 * what the program will read into the page cache, runs it in a slot and lets the model's rules say
 * what the facts mean; its output is collected up to the limits, in memory or in a file.
 */
@NullMarked
package gavel.executor.run;

import org.jspecify.annotations.NullMarked;
