/** Finds problem packages by their ids: in directories, and in whatever else is a source. */
@NullMarked
package gavel.testcases.library;

import org.jspecify.annotations.NullMarked;
