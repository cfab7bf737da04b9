package gavel.testcases.reader;

import gavel.testcases.problem.DisplayedSample;
import gavel.testcases.problem.PackageFile;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what contestants see of a sample: 2025-09, section "Priority of test case files";
 * legacy format, section "Interactive Problems".
 */
final class SampleReader {
  private static final String STATEMENT_IN = ".in.statement";
  private static final String STATEMENT_ANS = ".ans.statement";
  private static final String INTERACTION = ".interaction";
  private static final String OUT = ".out";

  private final CaseFiles files;
  private final String base;
  private final DataContext context;

  private SampleReader(CaseFiles files, String base, DataContext context) {
    this.files = files;
    this.base = base;
    this.context = context;
  }

  static Optional<DisplayedSample> read(
      CaseFiles files, String base, String name, DataContext context) {
    return new SampleReader(files, base, context).read(name);
  }

  private Optional<DisplayedSample> read(String name) {
    check();
    Optional<PackageFile> interaction = file(INTERACTION);
    if (interaction.isPresent()) {
      if (context.problem().rules().plain()) {
        lapse(INTERACTION, "is for interactive and multi-pass problems only");
      }
      return Optional.of(
          new DisplayedSample(
              name,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              interaction));
    }
    Optional<PackageFile> input = first(STATEMENT_IN, ".in");
    if (input.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DisplayedSample(
            name,
            input,
            first(STATEMENT_ANS, OUT, ".ans"),
            first(".in.download", ".in"),
            first(".ans.download", OUT, ".ans"),
            Optional.empty()));
  }

  private Optional<PackageFile> file(String extension) {
    return files.file(base, extension);
  }

  private Optional<PackageFile> first(String... extensions) {
    for (String extension : extensions) {
      Optional<PackageFile> found = file(extension);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private void check() {
    if (file(INTERACTION).isPresent()) {
      for (String other : List.of(STATEMENT_IN, STATEMENT_ANS, OUT)) {
        lapse(other, "cannot be beside " + INTERACTION);
      }
    }
    if (file(OUT).isPresent()) {
      lapse(STATEMENT_ANS, "cannot be beside " + OUT);
    }
    both(".in.download", STATEMENT_IN);
    both(".ans.download", STATEMENT_ANS);
  }

  private void both(String one, String other) {
    if (file(one).isPresent() && file(other).isEmpty()) {
      lapse(one, "needs " + other + " beside it");
    }
  }

  private void lapse(String extension, String message) {
    file(extension)
        .ifPresent(found ->
            context.findings().lapse(context.strict(), found.name(), extension + " " + message));
  }
}
