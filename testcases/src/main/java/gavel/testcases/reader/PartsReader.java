package gavel.testcases.reader;

import gavel.testcases.problem.IncludedFiles;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageParts;
import gavel.testcases.problem.PackagePrograms;
import gavel.testcases.problem.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads statements, attachments and included files. */
final class PartsReader {
  private static final List<String> STATEMENTS = List.of("problem_statement", "statement");
  private static final Set<String> KINDS = Set.of("tex", "md", "pdf", "html", "txt");

  private final Folder root;
  private final ProblemYaml problem;
  private final Findings findings;

  PartsReader(Folder root, ProblemYaml problem, Findings findings) {
    this.root = root;
    this.problem = problem;
    this.findings = findings;
  }

  PackageParts read(PackagePrograms programs) {
    List<NamedFile> attachments =
        root.folder("attachments").map(TestCaseReader::below).orElse(List.of());
    return new PackageParts(programs, included(), statements(), attachments);
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    boolean legacy = problem.format().legacy();
    String place = STATEMENTS.get(legacy ? 0 : 1);
    boolean any = false;
    for (String name : STATEMENTS) {
      Optional<Folder> folder = root.folder(name);
      boolean used = folder.stream().flatMap(Folder::allFiles).findAny().isPresent();
      any |= used;
      if (used && !name.equals(place)) {
        findings.warning(name, 1, "This is called " + place + " in this format; it counts");
      }
      folder.ifPresent(found -> collect(found.files(), statements));
    }
    collect(root.files(), statements);
    if (statements.isEmpty()) {
      findings.lapse(
          problem.strict() && !any, place, "There is no statement called problem.LANGUAGE.tex");
    } else {
      checkNames(statements);
    }
    return statements;
  }

  private static void collect(List<PackageFile> files, List<Statement> statements) {
    for (PackageFile file : files) {
      List<String> parts = List.of(Folder.last(file.name()).split("\\.", -1));
      boolean named = parts.size() == 3 && isLanguage(parts.get(1));
      if (parts.getFirst().equals("problem")
          && (parts.size() == 2 || named)
          && KINDS.contains(parts.getLast())) {
        statements.add(new Statement(named ? parts.get(1) : "en", parts.getLast(), file));
      }
    }
  }

  /** Such as {@code en}, {@code fil} or {@code pt-BR}. */
  private static boolean isLanguage(String code) {
    List<String> parts = List.of(code.split("-", -1));
    String language = parts.getFirst();
    return language.length() >= 2
        && language.length() <= 3
        && (parts.size() == 1 || (parts.size() == 2 && parts.get(1).length() == 2))
        && code.chars().allMatch(c -> c == '-' || (c < 128 && Character.isLetter(c)));
  }

  private void checkNames(List<Statement> statements) {
    Set<String> named = problem.metadata().names().keySet();
    Set<String> written = new TreeSet<>();
    statements.forEach(statement -> written.add(statement.language()));
    if (!problem.format().legacy() && !named.isEmpty() && !named.equals(written)) {
      findings.lapse(
          problem.strict(),
          ProblemYamlReader.FILE,
          "name is in "
              + String.join(", ", named)
              + ", statements in "
              + String.join(", ", written));
    }
  }

  private void checkCode(Folder folder) {
    String code = Folder.last(folder.name());
    if (!code.equals(IncludedFiles.DEFAULT) && !KnownLanguages.has(code)) {
      findings.warning(
          folder.name(), 1, "This is not default and no known code of " + KnownLanguages.all());
    }
  }

  private IncludedFiles included() {
    Map<String, List<NamedFile>> byLanguage = new LinkedHashMap<>();
    Optional<Folder> include = root.folder("include");
    if (include.isEmpty()) {
      return IncludedFiles.NONE;
    }
    for (Folder language : include.get().folders()) {
      List<NamedFile> files =
          TestCaseReader.below(language).stream()
              .filter(file -> !file.name().startsWith(".") && !file.name().contains("/."))
              .toList();
      if (files.isEmpty()) {
        findings.lapse(problem.strict(), language.name(), "There is no file to include in here");
      } else {
        checkCode(language);
        byLanguage.put(Folder.last(language.name()), files);
      }
    }
    for (PackageFile file : include.get().files()) {
      if (!Folder.last(file.name()).startsWith(".")) {
        findings.error(file.name(), 1, "Included files are in include/LANGUAGE or include/default");
      }
    }
    return new IncludedFiles(byLanguage);
  }
}
