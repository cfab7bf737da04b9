package gavel.testcases.problem;

import java.util.List;

/**
 * What lies in a package beside its data and submissions.
 *
 * @param attachments files for contestants
 */
public record PackageParts(
    PackagePrograms programs,
    IncludedFiles included,
    List<Statement> statements,
    List<NamedFile> attachments) {
  /** Copies the lists. */
  public PackageParts {
    statements = List.copyOf(statements);
    attachments = List.copyOf(attachments);
  }
}
