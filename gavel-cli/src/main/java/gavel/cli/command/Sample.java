package gavel.cli.command;

import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.topic.SubmissionRecord;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A submission of a package's jury with the statuses that are right for it.
 *
 * @param name the problem and the path below {@code submissions}
 */
record Sample(
    String name, LanguageDefinition language, Set<Status> expected, SubmissionRecord record) {
  private static final String DIRECTORY = "submissions/";

  Sample {
    expected = Set.copyOf(expected);
  }

  /**
   * Those of all packages in a directory.
   *
   * @param installed whether a language's toolchain is there
   */
  static List<Sample> all(
      Path directory, Languages languages, Predicate<LanguageDefinition> installed)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (List<Path> places : new ProblemDirectory(directory).all().values()) {
      ProblemPackage problem = ProblemPackageReader.read(places.getFirst());
      for (JurySubmission submission : problem.submissions()) {
        of(problem, submission, languages, installed).ifPresent(samples::add);
      }
    }
    return samples;
  }

  private static Optional<Sample> of(
      ProblemPackage problem,
      JurySubmission submission,
      Languages languages,
      Predicate<LanguageDefinition> installed)
      throws IOException {
    PackageFile file = submission.files().getFirst();
    Optional<LanguageDefinition> language =
        languages.byFile(file.name(), content(file)).filter(installed);
    if (language.isEmpty()) {
      return Optional.empty();
    }
    String name = problem.id() + "/" + submission.name().replaceFirst(DIRECTORY, "");
    SubmissionRecord record =
        SubmissionRecord.of(
            name.replace('/', ':').replaceAll("[^A-Za-z0-9._:-]", "_"),
            problem.id().value(),
            language.get().id(),
            content(file),
            String.valueOf(file.path().getFileName()),
            Clock.systemUTC().instant());
    return Optional.of(new Sample(name, language.get(), submission.expected(), record));
  }

  private static byte[] content(PackageFile file) throws IOException {
    try (InputStream in = file.open()) {
      return in.readAllBytes();
    }
  }
}
