package gavel.worker.judge;

import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault.Rejected;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Refuses sources that no compiler should see. */
final class SourceCheck {
  private static final String SOURCE = "source";
  private static final String FILENAME = "filename";
  private static final int LONGEST = 4096;

  private SourceCheck() {}

  static void check(JudgeRequest request) throws Rejected {
    List<Body> sources = request.sources();
    long total = sources.stream().mapToLong(Body::size).sum();
    if (total == 0) {
      throw new Rejected(Reason.INVALID_SUBMISSION, SOURCE, "is empty");
    }
    long most = request.problem().limits().code().bytes();
    if (total > most) {
      throw new Rejected(
          Reason.SOURCE_TOO_LARGE,
          SOURCE,
          String.format(
              Locale.ROOT,
              "has %d bytes; problem %s takes %d",
              total,
              request.problem().id(),
              most));
    }
    LanguageDefinition language = request.programLanguage();
    checkNames(sources);
    checkLanguage(request.problem(), language);
    checkEntrypoint(request.programEntrypoint().orElse("main"));
  }

  /** Whether it is there is for the compiler to say. */
  private static void checkEntrypoint(String entrypoint) throws Rejected {
    if (entrypoint.isEmpty()
        || entrypoint.length() > LONGEST
        || entrypoint.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(
          Reason.INVALID_SUBMISSION, "entrypoint", "is no name of a file or of a class");
    }
  }

  private static void checkLanguage(ProblemPackage problem, LanguageDefinition language)
      throws Rejected {
    Optional<Set<String>> allowed = problem.rules().languages();
    if (allowed.isPresent()
        && LanguageCodes.of(language).stream().noneMatch(allowed.get()::contains)) {
      throw new Rejected(
          Reason.INVALID_SUBMISSION,
          "language",
          String.format(
              Locale.ROOT,
              "%s is not allowed; problem %s takes %s",
              language.id(),
              problem.id(),
              String.join(", ", allowed.get())));
    }
  }

  private static void checkNames(List<Body> sources) throws Rejected {
    Set<String> seen = new HashSet<>();
    for (Body source : sources) {
      if (!seen.add(source.name())) {
        throw new Rejected(Reason.INVALID_SUBMISSION, FILENAME, "there are two " + source.name());
      }
    }
  }
}
