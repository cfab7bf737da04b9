package gavel.worker.judge;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.LanguageDefinition.EntryRule;
import gavel.model.language.SourceNames;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * What to judge.
 *
 * @param id of the submission; whatever the caller calls it
 * @param generation 0 for a first submission
 * @param language of a program; nothing where the problem takes answers
 * @param sources by their file names, relative paths
 * @param entrypoint the file or class to start, where the language's own rule is not wanted;
 *     languages that have no such thing ignore it
 * @param settings that hold for this judgement from its beginning to its end; nothing: the usual
 */
public record JudgeRequest(
    String id,
    int generation,
    ProblemPackage problem,
    Optional<LanguageDefinition> language,
    List<Body> sources,
    Optional<String> entrypoint,
    JudgePolicy policy,
    Optional<JudgeSettings> settings) {
  /** Copies the list; sources whose extension is not of their language get names that are. */
  public JudgeRequest {
    sources =
        language.isPresent()
            ? SourceNames.fitting(language.get(), List.copyOf(sources))
            : List.copyOf(sources);
  }

  /** With the settings of whoever judges. */
  public JudgeRequest(
      String id,
      int generation,
      ProblemPackage problem,
      Optional<LanguageDefinition> language,
      List<Body> sources,
      Optional<String> entrypoint,
      JudgePolicy policy) {
    this(id, generation, problem, language, sources, entrypoint, policy, Optional.empty());
  }

  /** A program that is started as its language does. */
  public JudgeRequest(
      String id,
      int generation,
      ProblemPackage problem,
      LanguageDefinition language,
      List<Body> sources,
      JudgePolicy policy) {
    this(id, generation, problem, Optional.of(language), sources, Optional.empty(), policy);
  }

  /** The language that a program has. */
  LanguageDefinition programLanguage() throws Rejected {
    return language.orElseThrow(
        () -> new Rejected(Reason.INVALID_SUBMISSION, "language", "is missing for a program"));
  }

  /** What was named to start, in languages that have something to name. */
  Optional<String> programEntrypoint() {
    boolean none = language.map(each -> each.entry() == EntryRule.NONE).orElse(true);
    return none ? Optional.empty() : entrypoint;
  }
}
