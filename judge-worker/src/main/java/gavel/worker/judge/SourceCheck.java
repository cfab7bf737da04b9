package gavel.worker.judge;

import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.worker.JudgeFault.Rejected;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses sources that no compiler should see. */
final class SourceCheck {
  private static final String SOURCE = "source";
  private static final String FILENAME = "filename";

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
    checkNames(request.language(), sources);
  }

  private static void checkNames(LanguageDefinition language, List<Body> sources) throws Rejected {
    Set<String> seen = new HashSet<>();
    for (Body source : sources) {
      if (!seen.add(source.name())) {
        throw new Rejected(Reason.INVALID_SUBMISSION, FILENAME, "there are two " + source.name());
      }
    }
    if (seen.stream().noneMatch(language::claims)) {
      throw new Rejected(
          Reason.INVALID_SUBMISSION,
          FILENAME,
          String.format(
              Locale.ROOT,
              "no source of %s is there: their names end in %s",
              language.id(),
              String.join(", ", language.extensions())));
    }
  }
}
