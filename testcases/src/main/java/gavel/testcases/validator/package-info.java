/**
 * The default output validator: compares a program's output with the judge's answer.
 *
 * <p>Theory of operation. Both sides are streams of bytes; white space is the six bytes that C
 * calls so, a token is a longest run of other bytes. {@link
 * gavel.testcases.validator.DefaultValidator} walks both in step, through one buffer each. Where
 * the two buffers hold the same bytes the whole stretch up to the last white space is taken at
 * once; only around a difference are tokens looked at one by one, and only tokens that differ are
 * ever parsed as numbers. So equal outputs cost little more than reading them, and memory does not
 * grow with the output.
 *
 * <p>What is accepted is what the reference implementation accepts (legacy problem package format,
 * section "Default Output Validator Specification", and the program of problemtools that implements
 * it):
 *
 * <ul>
 *   <li>The judge's token decides: with a tolerance set and a judge's token that is a finite
 *       number, the output's token must be one too, and lie within the absolute or the relative
 *       tolerance (relative to the judge's number). Otherwise tokens are compared as text.
 *   <li>What is a number is what {@code scanf("%lf")} of glibc takes in full: decimal and
 *       hexadecimal, with a leading sign, also with an exponent that has no digits ({@code 1e}).
 *       {@code inf} and {@code nan} are text, and so is what overflows.
 *   <li>Without {@code case_sensitive} ASCII letters are equal to their other case.
 *   <li>With {@code space_change_sensitive} the white space must be the same byte for byte, before
 *       the first token and after the last one too.
 *   <li>A token counts up to its first NUL byte, as a C string does.
 * </ul>
 *
 * <p>One limit is Gavel's own: a token over 1 MiB is not a number and has no end at a NUL; it
 * equals only a token with the same bytes (case aside).
 */
@NullMarked
package gavel.testcases.validator;

import org.jspecify.annotations.NullMarked;
