/**
 * How the results of tests become the result of a submission: groups, scores, and whether it is
 * what the jury expected.
 *
 * <p>Theory of operation. {@link gavel.testcases.scoring.Grader} walks the tree of tests in data
 * order and asks for the result of a test only when the package's rules need it; so whoever answers
 * may judge then and there, and nothing is judged after {@code on_reject: break} or behind a {@code
 * require_pass} that was not met. Whoever wants everything judged does that before and answers from
 * a map. Everything here is a pure function of the answers.
 */
@NullMarked
package gavel.testcases.scoring;

import org.jspecify.annotations.NullMarked;
