/** Unpacks what comes as an archive, which nobody trusts: problem packages, and answers. */
@NullMarked
package gavel.testcases.archive;

import org.jspecify.annotations.NullMarked;
