package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ValidationCase;
import gavel.testcases.problem.ValidationCase.Kind;
import gavel.testcases.reader.PointsGroupReader.CaseSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the directories of data that only tests validators: 2025-09, "Invalid test cases". */
final class ValidationCaseReader {
  private final DataContext context;
  private final TestCaseReader cases;

  ValidationCaseReader(DataContext context, TestCaseReader cases) {
    this.context = context;
    this.cases = cases;
  }

  /** What a directory of that name below {@code data} is for, by today's and by older names. */
  static Optional<Kind> kind(String directory) {
    return switch (directory) {
      case "invalid_input", "invalid_inputs", "bad" -> Optional.of(Kind.INVALID_INPUT);
      case "invalid_answer", "invalid_answers" -> Optional.of(Kind.INVALID_ANSWER);
      case "invalid_output", "invalid_outputs" -> Optional.of(Kind.INVALID_OUTPUT);
      case "valid_output", "valid_outputs" -> Optional.of(Kind.VALID_OUTPUT);
      default -> Optional.empty();
    };
  }

  List<ValidationCase> read(Folder folder, GroupSettings outer) throws IOException {
    List<ValidationCase> found = new ArrayList<>();
    Kind kind = kind(Folder.last(folder.name())).orElse(Kind.INVALID_INPUT);
    collect(folder, kind, outer, found);
    return found;
  }

  private void collect(Folder folder, Kind kind, GroupSettings outer, List<ValidationCase> found)
      throws IOException {
    String name = folder.name().substring(folder.name().indexOf('/') + 1);
    GroupSettings settings = settings(folder, name, outer);
    CaseFiles files = new CaseFiles(folder, context.strict());
    for (String base : files.names()) {
      Optional<PackageFile> input = files.file(base, ".in");
      if (input.isPresent()) {
        CaseSettings own = cases.settings(files, base, settings);
        Optional<PackageFile> answer = files.file(base, ".ans");
        Optional<PackageFile> output = files.file(base, ".out");
        checkParts(kind, input.get(), answer, output);
        found.add(
            new ValidationCase(
                kind,
                name + "/" + base,
                input.get(),
                answer,
                output,
                cases.validation(own.settings()),
                cases.options(files, base, own)));
      }
    }
    for (Folder inner : files.folders().values()) {
      collect(inner, kind, settings, found);
    }
  }

  private GroupSettings settings(Folder folder, String name, GroupSettings outer)
      throws IOException {
    Optional<PackageFile> file = folder.file(PointsGroupReader.FILE);
    if (file.isEmpty()) {
      return outer;
    }
    return TextFile.read(file.get(), context.findings())
        .map(text -> PointsGroupReader.group(text, file.get().name(), name, outer, context))
        .orElse(outer);
  }

  private void checkParts(
      Kind kind, PackageFile input, Optional<PackageFile> answer, Optional<PackageFile> output) {
    boolean needsOutput = kind == Kind.INVALID_OUTPUT || kind == Kind.VALID_OUTPUT;
    if (kind != Kind.INVALID_INPUT && answer.isEmpty()) {
      report(input, "There is no .ans for this input");
    }
    if (needsOutput && output.isEmpty()) {
      report(input, "There is no .out for this input");
    }
  }

  private void report(PackageFile input, String message) {
    context.findings().lapse(context.strict(), input.name(), message);
  }
}
