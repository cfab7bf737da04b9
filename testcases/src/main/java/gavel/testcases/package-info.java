/**
 * Problem packages and output validators; nothing in here ever runs a program.
 *
 * <p>{@code library} finds a package by its id, {@code reader} reads it into the records of {@code
 * problem}, and {@code validator} compares a program's output with the answer.
 */
@NullMarked
package gavel.testcases;

import org.jspecify.annotations.NullMarked;
