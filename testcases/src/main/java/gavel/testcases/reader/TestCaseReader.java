package gavel.testcases.reader;

import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import gavel.testcases.reader.PointsGroupReader.CaseSettings;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a test case together from the files of its base name. */
final class TestCaseReader {
  private static final String IN = ".in";
  private static final String ANS = ".ans";
  private static final String RESERVED = "test_group";
  private static final int SHOWN = 100;
  private static final Set<String> ALONE = Set.of(".interaction", ".hint", ".desc");

  private final DataContext context;
  private final Findings findings;

  TestCaseReader(DataContext context) {
    this.context = context;
    this.findings = context.findings();
  }

  /** The test case; nothing where a part of it is missing, which is reported. */
  Optional<TestCase> read(CaseFiles files, String base, String name, GroupSettings group)
      throws IOException {
    Optional<PackageFile> input = files.file(base, IN);
    Optional<PackageFile> answer = files.file(base, ANS);
    if (input.isPresent() && !context.legacy() && base.equals(RESERVED)) {
      findings.lapse(context.strict(), input.get().name(), "No test case can be called " + base);
    }
    if (input.isPresent() && answer.isPresent()) {
      CaseSettings own = settings(files, base, group);
      return Optional.of(
          new TestCase(
              name,
              input.get(),
              answer.get(),
              validation(own.settings()),
              options(files, base, own)));
    }
    if (input.isPresent()) {
      report(input.get(), "There is no answer to this input: " + shown(base) + ANS);
    } else if (answer.isPresent()) {
      report(answer.get(), "There is no input to this answer: " + shown(base) + IN);
    } else {
      reportAlone(files, base);
    }
    return Optional.empty();
  }

  private static String shown(String base) {
    return Excerpt.escape(base, SHOWN);
  }

  private void report(PackageFile file, String message) {
    findings.error(file.name(), 1, message + " is missing; the test case is left out");
  }

  private void reportAlone(CaseFiles files, String base) {
    for (String extension : files.extensions(base)) {
      Optional<PackageFile> file = files.file(base, extension);
      if (file.isPresent() && !ALONE.contains(extension)) {
        findings.lapse(context.strict(), file.get().name(), "There is no test case for this file");
      }
    }
  }

  CaseSettings settings(CaseFiles files, String base, GroupSettings group) throws IOException {
    GroupSettings settings = group;
    Optional<String> args = text(files, base, ".args");
    if (args.isPresent()) {
      settings = settings.withArgs(Words.of(args.get()));
    }
    Optional<PackageFile> yaml = files.file(base, ".yaml");
    Optional<String> text =
        yaml.isPresent() ? TextFile.read(yaml.get(), findings) : Optional.empty();
    CaseSettings own =
        yaml.isPresent() && text.isPresent()
            ? PointsGroupReader.testCase(text.get(), yaml.get().name(), settings, context)
            : new CaseSettings(settings, Optional.empty(), Optional.empty());
    Optional<String> hint = own.hint().isPresent() ? own.hint() : text(files, base, ".hint");
    Optional<String> description =
        own.description().isPresent() ? own.description() : text(files, base, ".desc");
    return new CaseSettings(own.settings(), hint, description);
  }

  private Optional<String> text(CaseFiles files, String base, String extension) throws IOException {
    Optional<PackageFile> file = files.file(base, extension);
    return file.isPresent() ? TextFile.read(file.get(), findings) : Optional.empty();
  }

  /** The problem's flags first, then those of the group or of the test. */
  Validation validation(GroupSettings settings) {
    if (settings.outputArgs().isEmpty()) {
      return context.problem().validation();
    }
    List<String> arguments = new ArrayList<>(Words.flags(context.problem().validatorFlags()));
    arguments.addAll(settings.outputArgs());
    return ValidationReader.with(context.problem().validation(), arguments);
  }

  TestOptions options(CaseFiles files, String base, CaseSettings own) {
    GroupSettings settings = own.settings();
    return new TestOptions(
        settings.args(),
        settings.inputArgs(),
        settings.visualizerArgs(),
        settings.fullFeedback(),
        files.files(base).map(TestCaseReader::below).orElse(List.of()),
        own.hint(),
        own.description());
  }

  /** All files in a directory, under their names in it. */
  static List<NamedFile> below(Folder folder) {
    return folder
        .allFiles()
        .map(file -> new NamedFile(file.name().substring(folder.name().length() + 1), file))
        .toList();
  }
}
