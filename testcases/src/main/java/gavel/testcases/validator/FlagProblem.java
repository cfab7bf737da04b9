package gavel.testcases.validator;

/**
 * Something wrong with validator flags.
 *
 * @param position where in the text it stands, in characters from 1
 * @param message what is wrong and what would be right
 */
public record FlagProblem(int position, String message) {}
