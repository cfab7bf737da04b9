/** The calls of the C library that Java lacks, and the only use of JNA. */
@NullMarked
package gavel.sandbox.libc;

import org.jspecify.annotations.NullMarked;
