/** Runs one program under limits. */
@NullMarked
package gavel.sandbox;

import org.jspecify.annotations.NullMarked;
