package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What 2025-09 says of names: section "General requirements". What begins with a dash or a period
 * is no part of a package; nor is what has other characters, but for tests, submissions and
 * programs, which are judged by all the same.
 */
final class NameRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}");

  private static final String RULE =
      "Names are letters, digits, '_', '.' and '-' in this format, and begin with neither '.' nor"
          + " '-'; ";

  /** Left behind by tools in any directory; nobody meant them to count. */
  private static final Set<String> NEVER_MEANT =
      Set.of(".gitignore", ".gitkeep", ".gitattributes", ".DS_Store");

  private static final Set<String> ONLY_PASSED_ON =
      Set.of("attachments", "generators", "include", "problem_statement", "solution", "statement");

  private final Findings findings;

  private NameRules(Findings findings) {
    this.findings = findings;
  }

  /** The package without what the format leaves out; what lies at its top stays. */
  static Folder apply(Folder root, Findings findings) {
    NameRules rules = new NameRules(findings);
    List<Folder> folders = new ArrayList<>();
    for (Folder folder : root.folders()) {
      if (!folder.name().startsWith("-")) {
        boolean strict = ONLY_PASSED_ON.contains(folder.name());
        folders.add(folder.name().startsWith(".") ? folder : rules.visible(folder, strict));
      }
    }
    return new Folder(root.name(), root.path(), folders, root.files());
  }

  private Folder visible(Folder folder, boolean strict) {
    List<Folder> folders = new ArrayList<>();
    for (Folder inner : folder.folders()) {
      if (keeps(inner.name(), strict)) {
        folders.add(visible(inner, strict));
      }
    }
    List<PackageFile> files =
        folder.files().stream().filter(file -> keeps(file.name(), strict)).toList();
    return new Folder(folder.name(), folder.path(), folders, files);
  }

  private boolean keeps(String name, boolean strict) {
    String last = Folder.last(name);
    if (NAME.matcher(last).matches()) {
      return true;
    }
    boolean hidden = last.startsWith("-") || last.startsWith(".");
    boolean kept = !hidden && !strict;
    if (!NEVER_MEANT.contains(last)) {
      findings.warning(name, 1, RULE + (kept ? "it counts all the same" : "it is left out"));
    }
    return kept;
  }
}
