package gavel.testcases.reader;

import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.Person;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestRule;
import gavel.testcases.problem.TestTree;
import gavel.testcases.reader.SubmissionsYaml.Entry;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads {@code submissions/}: every file or directory in a directory of it is a submission; what is
 * hidden, disabled or in no language is skipped, which is said.
 */
final class SubmissionsReader {
  private static final String FOLDER = "submissions";
  private static final String DISABLED = ".disabled";
  private static final Set<String> DESCRIPTIONS = Set.of("submissions.yaml", "submissions.json");
  private static final Set<String> NEVER_MEANT =
      Set.of(".gitignore", ".gitkeep", ".gitattributes", ".DS_Store", "__pycache__");

  private final DataContext context;
  private final ReadOptions options;
  private final Findings findings;
  private final List<JurySubmission> submissions = new ArrayList<>();
  private List<Entry> entries = List.of();

  SubmissionsReader(DataContext context, ReadOptions options) {
    this.context = context;
    this.options = options;
    this.findings = context.findings();
  }

  /** The tests are those that rules in {@code submissions.yaml} can be about. */
  List<JurySubmission> read(Folder root, TestTree tests) throws IOException {
    Optional<Folder> folder = root.folder(FOLDER);
    if (folder.isEmpty()) {
      return submissions;
    }
    Optional<PackageFile> yaml = folder.get().file("submissions.yaml");
    if (yaml.isPresent()) {
      boolean scoring = context.problem().rules().scoring();
      entries =
          TextFile.read(yaml.get(), findings)
              .map(new SubmissionsYaml(findings, context.strict(), scoring)::read)
              .orElse(List.of());
    }
    for (PackageFile file : folder.get().files()) {
      String last = Folder.last(file.name());
      if (!DESCRIPTIONS.contains(last) && !last.startsWith(".")) {
        findings.warning(file.name(), 1, "Submissions are in directories of this one; skipped");
      }
    }
    for (Folder directory : folder.get().folders()) {
      if (!skips(directory.name())) {
        collect(directory);
      }
    }
    checkEntries(tests.root().tests().map(TestCase::name).toList());
    return submissions;
  }

  private void collect(Folder directory) throws IOException {
    String last = Folder.last(directory.name());
    Optional<Expectation> expected =
        DirectoryExpectations.of(last, context.problem().format().legacy());
    int before = submissions.size();
    for (PackageFile file : directory.files()) {
      if (!skips(file.name())) {
        add(file.name(), file.path(), List.of(file), expected);
      }
    }
    for (Folder program : directory.folders()) {
      if (!skips(program.name())) {
        List<PackageFile> files =
            program.allFiles().filter(file -> !isHidden(file, program)).toList();
        add(program.name(), program.path(), files, expected);
      }
    }
    if (expected.isEmpty()
        && submissions.stream()
            .skip(before)
            .anyMatch(added -> added.expectation().basis() == Basis.NONE)) {
      findings.warning(
          directory.name(), 1, "No verdict is known by this name: nothing is expected in here");
    }
  }

  private static boolean isHidden(PackageFile file, Folder program) {
    String below = file.name().substring(program.name().length());
    return below.contains("/.") || below.contains("/__pycache__/");
  }

  /** Says so, unless nobody could have meant it. */
  private boolean skips(String name) {
    String last = Folder.last(name);
    if (last.endsWith(DISABLED)) {
      findings.warning(name, 1, "This is disabled; skipped");
      return true;
    }
    if (NEVER_MEANT.contains(last)) {
      return true;
    }
    if (last.startsWith(".")) {
      findings.warning(name, 1, "This is hidden; skipped");
      return true;
    }
    return false;
  }

  private void add(String path, Path place, List<PackageFile> files, Optional<Expectation> expected)
      throws IOException {
    String name = path.substring(FOLDER.length() + 1);
    List<Entry> matching = entries.stream().filter(entry -> entry.glob().matches(name)).toList();
    Optional<String> language =
        matching.stream().flatMap(entry -> entry.language().stream()).findFirst();
    if (files.isEmpty()) {
      findings.warning(path, 1, "There is nothing in this directory; skipped");
      return;
    }
    boolean answers = context.problem().rules().is(ProblemType.SUBMIT_ANSWER);
    if (!answers
        && language.isEmpty()
        && files.stream().noneMatch(file -> options.claims(file.name()))) {
      findings.warning(path, 1, "No language claims the extension of this submission; skipped");
      return;
    }
    Expectation expectation = expectation(path, files, matching, expected);
    List<Person> authors =
        matching.stream().flatMap(entry -> entry.authors().stream()).distinct().toList();
    submissions.add(
        new JurySubmission(
            name,
            place,
            expectation,
            files,
            language,
            matching.stream().flatMap(entry -> entry.entrypoint().stream()).findFirst(),
            authors,
            matching.stream().anyMatch(Entry::modelSolution)));
  }

  private Expectation expectation(
      String path, List<PackageFile> files, List<Entry> matching, Optional<Expectation> directory)
      throws IOException {
    Optional<ExpectedTag> tag = tag(files);
    if (tag.isPresent()) {
      return tagged(path, files, tag.get(), directory);
    }
    Expectation base = directory.orElse(Expectation.NONE);
    if (matching.isEmpty()) {
      return base;
    }
    return merged(path, base, matching);
  }

  private Optional<ExpectedTag> tag(List<PackageFile> files) throws IOException {
    Optional<ExpectedTag> first = Optional.empty();
    for (PackageFile file : files) {
      Optional<ExpectedTag> tag = ExpectedTag.read(file, findings);
      if (tag.isPresent() && first.isPresent() && !tag.equals(first)) {
        findings.warning(
            file.name(), 1, "Another file of this submission is tagged differently; none counts");
        return Optional.of(new ExpectedTag(Set.of(), OptionalDouble.empty()));
      }
      first = first.isPresent() ? first : tag;
    }
    return first;
  }

  private Expectation tagged(
      String path, List<PackageFile> files, ExpectedTag tag, Optional<Expectation> directory) {
    boolean differs =
        directory.isPresent()
            && !tag.verdicts().isEmpty()
            && tag.verdicts().stream().noneMatch(directory.get().verdicts()::contains);
    if (differs) {
      String where = files.size() == 1 ? path : files.getFirst().name();
      findings.warning(where, 1, "The tag contradicts the directory; the tag counts");
    }
    Optional<ScoreRange> score =
        tag.score().isPresent()
            ? Optional.of(ScoreRange.of(tag.score().getAsDouble()))
            : Optional.empty();
    return new Expectation(tag.verdicts(), Basis.TAG, false, score, List.of());
  }

  /** A pattern that is the directory's own name replaces its rules, all others add to them. */
  private Expectation merged(String path, Expectation base, List<Entry> matching) {
    boolean scoring = context.problem().rules().scoring();
    String directory = path.substring(FOLDER.length() + 1, path.lastIndexOf('/'));
    boolean replaced =
        matching.stream().anyMatch(entry -> entry.glob().toString().equals(directory));
    List<TestRule> rules = new ArrayList<>(replaced ? List.of() : base.rules());
    matching.forEach(entry -> rules.addAll(entry.rules()));
    boolean own = matching.stream().flatMap(entry -> entry.rules().stream()).anyMatch(this::says);
    if (!own) {
      return base;
    }
    if (TestRule.contradictory(rules)) {
      findings.lapse(
          context.strict(),
          SubmissionsYaml.FILE,
          matching.getLast().line(),
          "No verdict can meet all that is expected of " + Excerpt.quote(path));
    }
    Set<gavel.model.Status> verdicts =
        base.rules().isEmpty() && base.basis() == Basis.DIRECTORY && !replaced
            ? base.verdicts()
            : ExpectationRules.summary(rules, scoring);
    return new Expectation(
        verdicts,
        Basis.YAML,
        base.partial(),
        rules.stream()
            .filter(rule -> rule.scope().isEmpty())
            .flatMap(rule -> rule.score().stream())
            .findFirst(),
        rules);
  }

  private boolean says(TestRule rule) {
    return !rule.permitted().isEmpty()
        || !rule.required().isEmpty()
        || rule.score().isPresent()
        || rule.message().isPresent()
        || rule.time() != TestRule.TimeUse.DERIVED;
  }

  private void checkEntries(List<String> tests) {
    for (Entry entry : entries) {
      String pattern = entry.glob().toString();
      boolean known = DirectoryExpectations.of(pattern, false).isPresent();
      if (!known && submissions.stream().noneMatch(one -> entry.glob().matches(one.name()))) {
        findings.warning(
            SubmissionsYaml.FILE,
            entry.line(),
            "No submission is matched by " + Excerpt.quote(pattern));
      }
      entry
          .scopes()
          .forEach((scope, line) -> {
            if (tests.stream().noneMatch(scope::matches)) {
              String what = Excerpt.quote(scope.toString()) + " of " + Excerpt.quote(pattern);
              findings.warning(SubmissionsYaml.FILE, line, "No test is matched by " + what);
            }
          });
    }
  }
}
