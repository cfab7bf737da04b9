/** The gavel command. */
@NullMarked
package gavel.cli;

import org.jspecify.annotations.NullMarked;
