/** Finds problem packages by their ids in the directories of {@code problems.dirs}. */
@NullMarked
package gavel.testcases.library;

import org.jspecify.annotations.NullMarked;
