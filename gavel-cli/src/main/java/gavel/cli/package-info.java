/**
 * The {@code gavel} command.
 *
 * <p>{@link gavel.cli.Main} reads the command line with picocli and hands over to one class per
 * command in {@code command}. What a command starts, it starts as a program from {@code
 * $GAVEL_HOME} ({@code program}); it talks to the pipeline over Kafka ({@code client}) or, without
 * Kafka, judges in this process with a guest executor as a child. Results go to standard output, as
 * a table or with {@code --json} as one object ({@code view}); everything else goes to standard
 * error.
 *
 * <p>Exit codes: 0 ok, 1 judged but not as expected, 2 usage, 3 environment.
 */
@NullMarked
package gavel.cli;

import org.jspecify.annotations.NullMarked;
