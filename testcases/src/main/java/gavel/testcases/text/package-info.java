/** Showing text from outside in messages. */
@NullMarked
package gavel.testcases.text;

import org.jspecify.annotations.NullMarked;
