package gavel.testcases.reader;

import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.text.Excerpt;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What only the whole package shows: names, and directories nobody knows. */
final class LayoutChecks {
  private static final Pattern LEGACY_NAME =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,253}[a-zA-Z0-9]");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}");
  private static final String STATIC_VALIDATOR = "static_validator";
  private static final Set<String> DIRECTORIES =
      Set.of(
          "attachments",
          "data",
          "generators",
          "graders",
          "include",
          "input_validator",
          "input_validators",
          "input_format_validators",
          "input_visualizer",
          "output_validator",
          "output_validators",
          "answer_validator",
          "answer_validators",
          "output_visualizer",
          "problem_statement",
          "solution",
          "statement",
          STATIC_VALIDATOR,
          "submissions");

  private final ProblemYaml problem;
  private final Findings findings;

  LayoutChecks(ProblemYaml problem, Findings findings) {
    this.problem = problem;
    this.findings = findings;
  }

  void check(ProblemId id, Folder root, List<JurySubmission> submissions) {
    if (!id.isInFormat()) {
      findings.warning(
          ".",
          1,
          "Directories of packages are named by lowercase letters and digits in this format");
    }
    if (!problem.strict()) {
      root.allFiles().forEach(this::checkName);
    }
    for (Folder folder : root.folders()) {
      if (!DIRECTORIES.contains(folder.name()) && !folder.name().startsWith(".")) {
        findings.warning(folder.name(), 1, "No directory of this name is known; not read");
      }
    }
    boolean answers = problem.rules().is(ProblemType.SUBMIT_ANSWER);
    if (answers && root.folder(STATIC_VALIDATOR).isPresent()) {
      findings.error(
          STATIC_VALIDATOR, 1, "A problem of type submit-answer cannot have a static validator");
    }
    if (!answers && submissions.stream().noneMatch(one -> one.directory().equals("accepted"))) {
      findings.lapse(problem.strict(), "submissions", "There is no accepted submission");
    }
  }

  /** In 2025-09 names decide what is read at all. */
  private void checkName(PackageFile file) {
    String last = Folder.last(file.name());
    boolean later = NAME.matcher(last).matches() && last.length() > 1;
    if (!last.startsWith(".") && !later && !LEGACY_NAME.matcher(last).matches()) {
      findings.warning(
          file.name(),
          1,
          "File names are 2 to 255 letters, digits, '_', '.' and '-' in this format, not "
              + Excerpt.quote(last));
    }
  }
}
