package gavel.cli.verify;

import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.testcases.problem.JurySubmission;
import java.util.List;
import java.util.Optional;

/**
 * A submission of the jury as it is handed in.
 *
 * @param language that it runs in; answers have none
 * @param otherwise the language that its files are in, where it runs in a variant of that and that
 *     is installed, too
 * @param sources under their names below the submission, with constants replaced
 */
public record Candidate(
    JurySubmission submission,
    Optional<LanguageDefinition> language,
    Optional<LanguageDefinition> otherwise,
    List<Body> sources)
    implements Prepared {
  /** Copies the list. */
  public Candidate {
    sources = List.copyOf(sources);
  }

  /** The same in the language that its files are in; nothing where it is in that already. */
  Optional<Candidate> inItsOwn() {
    return otherwise.map(
        own -> new Candidate(submission, Optional.of(own), Optional.empty(), sources));
  }

  /** What people call its language; empty for answers. */
  String languageName() {
    return language.map(LanguageDefinition::name).orElse("");
  }

  /** The path below {@code submissions/}. */
  public String name() {
    return submission.name();
  }
}
