/** One class per command. */
@NullMarked
package gavel.cli.command;

import org.jspecify.annotations.NullMarked;
