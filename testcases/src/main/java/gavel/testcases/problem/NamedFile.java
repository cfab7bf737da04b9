package gavel.testcases.problem;

/**
 * A file under the name by which it is put somewhere else.
 *
 * @param name relative, with {@code /}, such as {@code lib/grader.h}
 */
public record NamedFile(String name, PackageFile file) {}
