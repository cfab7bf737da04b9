/** Starts Gavel's programs and what they need on this machine. */
@NullMarked
package gavel.cli.program;

import org.jspecify.annotations.NullMarked;
