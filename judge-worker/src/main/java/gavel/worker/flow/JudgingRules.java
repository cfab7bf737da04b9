package gavel.worker.flow;

import gavel.model.language.Languages;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeSettings;
import java.util.Optional;

/**
 * What can change between two judgements, and never within one.
 *
 * @param languages that submissions may be in
 * @param settings for the judgement; nothing: those of whoever judges
 */
public record JudgingRules(
    Languages languages, JudgePolicy policy, Optional<JudgeSettings> settings) {}
