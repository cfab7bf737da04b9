/** Problem packages and output validators. */
@NullMarked
package gavel.testcases;

import org.jspecify.annotations.NullMarked;
