/**
 * Problem packages and output validators; nothing in here ever runs a program.
 *
 * <p>{@code archive} unpacks a package, {@code library} finds one by its id, {@code reader} reads
 * it into the records of {@code problem}, {@code validator} compares a program's output with the
 * answer, and {@code scoring} makes one result of those of all tests.
 */
@NullMarked
package gavel.testcases;

import org.jspecify.annotations.NullMarked;
