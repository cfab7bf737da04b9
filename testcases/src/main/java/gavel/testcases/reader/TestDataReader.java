package gavel.testcases.reader;

import gavel.testcases.problem.DisplayedSample;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestNode;
import gavel.testcases.problem.TestTree;
import gavel.testcases.problem.ValidationCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads {@code data/}: sections "Test data" and "Test Data Groups" of both formats.
 *
 * <p>Data order: {@code sample} before {@code secret}; inside a group test cases and groups "in
 * lexicographical order on file base name", by bytes, where a base name is without its extension; a
 * test case before a group of the same name. In newer formats the directories in {@code secret} are
 * groups and those further down only part of the names.
 */
final class TestDataReader {
  private static final List<String> TOP = List.of("sample", "secret");
  private static final String DATA = "data";

  private final DataContext context;
  private final Findings findings;
  private final TestCaseReader cases;
  private final List<DisplayedSample> samples = new ArrayList<>();

  TestDataReader(DataContext context) {
    this.context = context;
    this.findings = context.findings();
    this.cases = new TestCaseReader(context);
  }

  TestTree read(Folder root) throws IOException {
    Optional<Folder> data = root.folder(DATA);
    if (data.isEmpty()) {
      findings.error(DATA, 1, "There is no test data");
      return new TestTree(
          new TestGroup("", rootGrading(), Optional.empty(), List.of()), List.of(), List.of());
    }
    GroupSettings settings = GroupSettings.of(rootGrading());
    if (context.legacy()) {
      settings = ownSettings(data.get(), "", settings);
    }
    List<ValidationCase> validation = new ArrayList<>();
    for (Folder folder : data.get().folders()) {
      String last = Folder.last(folder.name());
      if (ValidationCaseReader.kind(last).isPresent()) {
        validation.addAll(new ValidationCaseReader(context, cases).read(folder, settings));
      }
    }
    checkTop(data.get());
    List<TestNode> groups = new ArrayList<>();
    for (String name : TOP) {
      Optional<Folder> group = data.get().folder(name);
      if (group.isPresent()) {
        groups.add(group(group.get(), name, settings));
      } else if (name.equals("secret")) {
        findings.error("data/secret", 1, "There is no secret test data");
      } else {
        findings.warning("data/sample", 1, "There is no sample test data");
      }
    }
    if (context.problem().format() == FormatVersion.DRAFT) {
      groups.replaceAll(this::withScores);
    }
    TestGroup tree = new TestGroup("", settings.grading(), Optional.empty(), groups);
    check(tree);
    return new TestTree(tree, validation, samples);
  }

  private TestNode withScores(TestNode node) {
    return node instanceof TestGroup group && !group.sample()
        ? DraftScores.infer(group, findings)
        : node;
  }

  private void check(TestGroup tree) throws IOException {
    if (!context.legacy()) {
      GroupChecks.check(
          tree.groups().filter(TestGroup::sample).findFirst(),
          tree.groups().filter(group -> !group.sample()).findFirst(),
          context);
    }
    new FileChecks(context).checkAll(tree.tests().toList());
  }

  private Grading rootGrading() {
    return context.legacy() ? LegacyGroupReader.rootGrading(context) : Grading.Points.PASS_FAIL;
  }

  private void checkTop(Folder data) {
    for (PackageFile file : data.files()) {
      if (file.name().endsWith(".in") || file.name().endsWith(".ans")) {
        findings.error(file.name(), 1, "Test cases belong in data/sample or data/secret; left out");
      }
    }
    for (Folder folder : data.folders()) {
      String last = Folder.last(folder.name());
      if (!TOP.contains(last)
          && ValidationCaseReader.kind(last).isEmpty()
          && !last.startsWith(".")) {
        findings.error(folder.name(), 1, "data has the groups sample and secret only; left out");
      }
    }
  }

  private GroupSettings ownSettings(Folder folder, String name, GroupSettings outer)
      throws IOException {
    boolean legacy = context.legacy();
    Optional<PackageFile> file =
        folder.file(legacy ? LegacyGroupReader.FILE : PointsGroupReader.FILE);
    if (file.isEmpty() && !legacy && !context.strict()) {
      file = folder.file(LegacyGroupReader.FILE);
    }
    Optional<String> text =
        file.isPresent() ? TextFile.read(file.get(), findings) : Optional.empty();
    if (file.isEmpty() || text.isEmpty()) {
      return outer;
    }
    return legacy
        ? LegacyGroupReader.read(text.get(), file.get().name(), outer, context, name.isEmpty())
        : PointsGroupReader.group(text.get(), file.get().name(), name, outer, context);
  }

  private GroupSettings settings(Folder folder, String name, GroupSettings outer)
      throws IOException {
    if (context.legacy()) {
      return ownSettings(folder, name, outer);
    }
    boolean scoring = context.problem().rules().scoring();
    GroupSettings fresh =
        outer
            .with(PointsGroupReader.defaults(name, scoring), Optional.empty())
            .withFullFeedback(name.equals("sample") || outer.fullFeedback());
    return ownSettings(folder, name, fresh);
  }

  private TestGroup group(Folder folder, String name, GroupSettings outer) throws IOException {
    GroupSettings settings = settings(folder, name, outer);
    if (context.legacy() && !name.contains("/")) {
      settings = settings.withFullFeedback(name.equals("sample"));
    }
    CaseFiles files = new CaseFiles(folder, context.strict());
    if (!files.anything() && settings.staticTest().isEmpty()) {
      reportEmpty(folder, name);
    }
    List<TestNode> children = children(files, name, settings);
    if (!context.legacy() && name.equals("secret") && !files.folders().isEmpty()) {
      checkMixed(folder, children);
    }
    return new TestGroup(name, settings.grading(), settings.staticTest(), children);
  }

  private void checkMixed(Folder folder, List<TestNode> children) {
    if (children.stream().anyMatch(child -> !(child instanceof TestGroup))) {
      findings.lapse(
          context.strict(), folder.name(), "There are both test cases and groups in here");
    }
  }

  private List<TestNode> children(CaseFiles files, String name, GroupSettings settings)
      throws IOException {
    List<TestNode> children = new ArrayList<>();
    Map<String, Folder> groups = files.folders();
    TreeSet<String> names = new TreeSet<>(PackageContents::byBytes);
    names.addAll(files.names());
    names.addAll(groups.keySet());
    for (String base : names) {
      String path = name + "/" + base;
      if (files.names().contains(base)) {
        cases.read(files, base, path, settings).ifPresent(children::add);
        if (name.equals("sample")) {
          SampleReader.read(files, base, path, context).ifPresent(samples::add);
        }
      }
      Optional<Folder> inner = Optional.ofNullable(groups.get(base));
      if (inner.isPresent()) {
        checkName(inner.get(), files.file(base, ".in").isPresent());
        addGroup(inner.get(), path, name, settings, children);
      }
    }
    for (String base : files.besideNames()) {
      if (files.file(base, ".in").isEmpty()) {
        String where = files.files(base).map(Folder::name).orElse(base);
        findings.lapse(context.strict(), where, "There is no test case for these files");
      }
    }
    return children;
  }

  private void checkName(Folder folder, boolean taken) {
    if (taken && !context.legacy()) {
      findings.lapse(
          context.strict(), folder.name(), "There is a test case of the same name beside this");
    }
  }

  /** In newer formats only what lies directly in {@code secret} is a group. */
  private void addGroup(
      Folder folder, String path, String parent, GroupSettings settings, List<TestNode> children)
      throws IOException {
    if (context.legacy() || parent.equals("secret")) {
      children.add(group(folder, path, settings));
      return;
    }
    if (parent.equals("sample")) {
      findings.lapse(context.strict(), folder.name(), "There are no groups in data/sample");
    }
    folder
        .file(PointsGroupReader.FILE)
        .ifPresent(file ->
            findings.lapse(
                context.strict(), file.name(), "Groups have no groups in them; not read"));
    children.addAll(children(new CaseFiles(folder, context.strict()), path, settings));
  }

  private void reportEmpty(Folder folder, String name) {
    if (name.equals("sample")) {
      findings.warning(folder.name(), 1, "There is no test case in here");
    } else {
      findings.error(folder.name(), 1, "There is no test case in here");
    }
  }
}
