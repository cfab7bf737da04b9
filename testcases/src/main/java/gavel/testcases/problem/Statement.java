package gavel.testcases.problem;

/**
 * A problem statement.
 *
 * @param language its code; {@code en} where the file names none
 * @param type the extension, such as {@code tex}
 */
public record Statement(String language, String type, PackageFile file) {}
