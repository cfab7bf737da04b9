package gavel.testcases.reader;

import gavel.model.ByteSize;
import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code data/}: legacy format, sections "Test data" and "Test Data Groups".
 *
 * <p>Data order: {@code sample} before {@code secret}; inside a group test cases and groups "in
 * lexicographical order on file base name", by bytes, where a base name is without its extension; a
 * test case before a group of the same name.
 */
final class TestDataReader {
  private static final String IN = ".in";
  private static final String ANS = ".ans";
  private static final List<String> TOP = List.of("sample", "secret");
  private static final ByteSize LARGE = ByteSize.ofMiB(100);
  private static final ByteSize TOO_LARGE = ByteSize.ofMiB(1000);

  private final ProblemYaml problem;
  private final Findings findings;
  private final List<TestCase> tests = new ArrayList<>();

  TestDataReader(ProblemYaml problem, Findings findings) {
    this.problem = problem;
    this.findings = findings;
  }

  List<TestCase> read(Folder root) throws IOException {
    Optional<Folder> data = root.folder("data");
    if (data.isEmpty()) {
      findings.error("data", 1, "There is no test data");
      return tests;
    }
    checkTop(data.get());
    GroupSettings settings = settings(data.get(), GroupSettings.NONE);
    for (String name : TOP) {
      Optional<Folder> group = data.get().folder(name);
      if (group.isPresent()) {
        group(group.get(), name, settings);
      } else if (name.equals("secret")) {
        findings.error("data/secret", 1, "There is no secret test data");
      } else {
        findings.warning("data/sample", 1, "There is no sample test data");
      }
    }
    return tests;
  }

  private void checkTop(Folder data) {
    for (PackageFile file : data.files()) {
      if (file.name().endsWith(IN) || file.name().endsWith(ANS)) {
        findings.error(file.name(), 1, "Test cases belong in data/sample or data/secret; left out");
      }
    }
    for (Folder folder : data.folders()) {
      if (!TOP.contains(Folder.last(folder.name()))) {
        findings.error(folder.name(), 1, "data has the groups sample and secret only; left out");
      }
    }
  }

  private GroupSettings settings(Folder folder, GroupSettings outer) throws IOException {
    Optional<PackageFile> file = folder.file(GroupSettings.FILE);
    if (file.isEmpty()) {
      return outer;
    }
    boolean defaultValidator = problem.validation() instanceof Validation.Default;
    return TextFile.read(file.get(), findings)
        .map(text -> outer.overlaid(text, file.get().name(), defaultValidator, findings))
        .orElse(outer);
  }

  private void group(Folder folder, String name, GroupSettings outer) throws IOException {
    GroupSettings settings = settings(folder, outer);
    Map<String, PackageFile> inputs = filesByBaseName(folder, IN);
    Map<String, PackageFile> answers = filesByBaseName(folder, ANS);
    Map<String, Folder> groups = new TreeMap<>(PackageContents::byBytes);
    folder.folders().forEach(inner -> groups.put(Folder.last(inner.name()), inner));
    if (inputs.isEmpty() && answers.isEmpty() && groups.isEmpty()) {
      reportEmpty(folder, name);
    }
    Map<String, Boolean> names = new TreeMap<>(PackageContents::byBytes);
    inputs.keySet().forEach(base -> names.put(base, true));
    answers.keySet().forEach(base -> names.put(base, true));
    groups.keySet().forEach(base -> names.put(base, true));
    for (String base : names.keySet()) {
      Optional<PackageFile> input = Optional.ofNullable(inputs.get(base));
      Optional<PackageFile> answer = Optional.ofNullable(answers.get(base));
      testCase(name + "/" + base, input, answer, settings);
      Optional<Folder> group = Optional.ofNullable(groups.get(base));
      if (group.isPresent()) {
        group(group.get(), name + "/" + base, settings);
      }
    }
  }

  private static Map<String, PackageFile> filesByBaseName(Folder folder, String extension) {
    Map<String, PackageFile> files = new TreeMap<>(PackageContents::byBytes);
    for (PackageFile file : folder.files()) {
      String last = Folder.last(file.name());
      if (last.endsWith(extension) && !last.startsWith(".")) {
        files.put(last.substring(0, last.length() - extension.length()), file);
      }
    }
    return files;
  }

  private void reportEmpty(Folder folder, String name) {
    if (name.equals("sample")) {
      findings.warning(folder.name(), 1, "There is no test case in here");
    } else {
      findings.error(folder.name(), 1, "There is no test case in here");
    }
  }

  private void testCase(
      String name,
      Optional<PackageFile> input,
      Optional<PackageFile> answer,
      GroupSettings settings) {
    if (input.isPresent() && answer.isPresent()) {
      checkSize(input.get());
      checkSize(answer.get());
      checkOutputLimit(answer.get());
      tests.add(new TestCase(name, input.get(), answer.get(), validation(settings)));
    } else if (input.isPresent()) {
      report(
          input.get(), "There is no answer to this input: " + lastOf(name) + ANS + " is missing");
    } else if (answer.isPresent()) {
      report(
          answer.get(), "There is no input to this answer: " + lastOf(name) + IN + " is missing");
    }
  }

  private static String lastOf(String name) {
    return Excerpt.escape(Folder.last(name), 100);
  }

  private void report(PackageFile file, String message) {
    findings.error(file.name(), 1, message + "; the test case is left out");
  }

  private Validation validation(GroupSettings settings) {
    return settings.outputFlags().isBlank()
        ? problem.validation()
        : ValidationReader.withGroupFlags(
            problem.validation(), problem.validatorFlags(), settings.outputFlags());
  }

  private void checkSize(PackageFile file) {
    if (file.size().compareTo(TOO_LARGE) > 0) {
      findings.error(file.name(), 1, "This file is over " + TOO_LARGE);
    } else if (file.size().compareTo(LARGE) > 0) {
      findings.warning(file.name(), 1, "This file is over " + LARGE);
    }
  }

  /** An answer that a submission could not print is a mistake in the limit or in the data. */
  private void checkOutputLimit(PackageFile answer) {
    ByteSize limit = problem.limits().output();
    if (answer.size().compareTo(limit) > 0) {
      findings.error(answer.name(), 1, "The answer is larger than the output limit of " + limit);
    } else if (2 * answer.size().bytes() > limit.bytes()) {
      findings.warning(answer.name(), 1, "The answer is over half of the output limit of " + limit);
    }
  }
}
